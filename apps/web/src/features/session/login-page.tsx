import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { api, ok } from '../../lib/api.ts';
import { meQuery, sessionOver } from '../../lib/session.ts';
import { Door } from './door.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function LoginPage() {
  const { next } = useSearch({ from: '/login' });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => ok(api.GET('/v1/setup')), retry: false });
  if (setup.data?.needed) {
    return (
      <Door title="This server has no admin yet">
        <Text>
          Open the one-time link that was printed where the server was started. If it is gone from the screen,
          start the server again: it prints a new one.
        </Text>
      </Door>
    );
  }
  return (
    <Door title="Sign in" note="No account? Ask a lead or an admin for an invitation link.">
      <SignInForm
        onSignedIn={async (me) => {
          queryClient.clear();
          queryClient.setQueryData(meQuery.queryKey, me);
          sessionOver.set(false);
          if (next) router.history.push(next);
          else await navigate({ to: '/' });
        }}
      />
      <Text size="sm" c="dimmed">
        Password lost? An admin can make you a link that sets a new one.
      </Text>
    </Door>
  );
}
