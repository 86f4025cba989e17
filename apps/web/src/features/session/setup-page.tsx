import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ok } from '../../lib/api.ts';
import { meQuery } from '../../lib/session.ts';
import { AccountForm, type NewAccount } from './account-form.tsx';
import { BrokenLink } from './broken-link.tsx';
import { Door } from './door.tsx';
import { useLinkSecret } from './use-link-secret.ts';

/** The first admin makes an account by the one-time link that the server printed. */
export function SetupPage() {
  const secret = useLinkSecret();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (body: NewAccount & { secret: string }) => ok(api.POST('/v1/setup', { body })),
    onSuccess: async (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      await navigate({ to: '/', replace: true });
    },
  });
  if (!secret)
    return <BrokenLink>Start the server again: it prints a new link while there is no admin.</BrokenLink>;
  return (
    <Door
      title="Make the first account"
      note="It is the admin of this server: it makes projects and invites people."
    >
      <AccountForm
        submit="Make the account"
        pending={create.isPending}
        error={create.error}
        onSubmit={(account) => create.mutate({ ...account, secret })}
      />
    </Door>
  );
}
