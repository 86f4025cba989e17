import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { IssuedLink } from './issued-link.tsx';
import type { User } from './users.tsx';

/** A one-time link by which somebody sets a new password. */
export function ResetLinkDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const make = useMutation({
    mutationFn: (id: string) =>
      ok(api.POST('/v1/users/{user}/password-reset', { params: { path: { user: id } } })),
  });
  const close = () => {
    make.reset();
    onClose();
  };
  return (
    <Modal opened={user !== null} onClose={close} title={`Password link for ${user?.name ?? ''}`}>
      {make.data ? (
        <IssuedLink url={make.data.url} expiresAt={make.data.expiresAt} name="password link" onDone={close}>
          Give this link to {user?.name} by a way that only they read.
        </IssuedLink>
      ) : (
        <Stack>
          {make.error ? <ErrorState error={make.error} /> : null}
          <Text>
            Whoever opens the link sets a new password for {user?.email}. The old password holds until then;
            with the new one every session ends.
          </Text>
          <Group justify="flex-end">
            <Button loading={make.isPending} onClick={() => user && make.mutate(user.id)} data-autofocus>
              Make the link
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
