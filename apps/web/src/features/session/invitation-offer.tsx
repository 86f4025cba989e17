import { Button, Stack, Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { meQuery } from '../../lib/session.ts';
import { AccountForm } from './account-form.tsx';
import { Door } from './door.tsx';
import { SignInForm } from './sign-in-form.tsx';

type Offer = components['schemas']['InvitationOffer'];

type Props = {
  offer: Offer;
  pending: boolean;
  error: unknown;
  onAccept: (account: { name?: string; password?: string }) => void;
};

function titleOf(offer: Offer): string {
  return offer.project ? `Join ${offer.project.name}` : 'Join this server';
}

/** What the invitation gives, and the one form that takes it: a new account, a sign-in, or a button. */
export function InvitationOffer({ offer, pending, error, onAccept }: Props) {
  const queryClient = useQueryClient();
  // Nobody signed in is a normal answer here.
  const me = useQuery({ ...meQuery, retry: false, enabled: offer.hasAccount });
  const note = `${offer.invitedBy ?? 'An admin'} invites ${offer.email} as ${offer.role}.`;
  if (!offer.hasAccount) {
    return (
      <Door title={titleOf(offer)} note={note}>
        <AccountForm
          email={offer.email}
          submit="Make the account and join"
          pending={pending}
          error={error}
          onSubmit={({ name, password }) => onAccept({ name, password })}
        />
      </Door>
    );
  }
  if (me.data?.email !== offer.email) {
    return (
      <Door title={titleOf(offer)} note={note}>
        <Text>
          {me.data
            ? `You are signed in as ${me.data.email}. Sign in as ${offer.email} to accept.`
            : 'This address has an account already: sign in to it to accept.'}
        </Text>
        <SignInForm
          email={offer.email}
          onSignedIn={(who) => void queryClient.setQueryData(meQuery.queryKey, who)}
        />
      </Door>
    );
  }
  return (
    <Door title={titleOf(offer)} note={note}>
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        <Button loading={pending} onClick={() => onAccept({})}>
          Join
        </Button>
      </Stack>
    </Door>
  );
}
