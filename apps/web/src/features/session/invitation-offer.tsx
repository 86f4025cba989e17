import { Button, Stack, Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
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

/** What the invitation gives, and the one form that takes it: a new account, a sign-in, or a button. */
export function InvitationOffer({ offer, pending, error, onAccept }: Props) {
  const { t } = useTranslation('session');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  // Nobody signed in is a normal answer here.
  const me = useQuery({ ...meQuery, retry: false, enabled: offer.hasAccount });
  const { project, email, role } = offer;
  const title = project ? t('invitation.joinProject', { project: project.name }) : t('invitation.joinServer');
  const who = offer.invitedBy ?? t('invitation.anAdmin');
  const note = t('invitation.note', { who, email, role: common(`roles.${role}`) });
  if (!offer.hasAccount) {
    return (
      <Door title={title} note={note}>
        <AccountForm
          email={offer.email}
          submit={t('invitation.makeAndJoin')}
          pending={pending}
          error={error}
          onSubmit={({ name, password }) => onAccept({ name, password })}
        />
      </Door>
    );
  }
  if (me.data?.email !== offer.email) {
    return (
      <Door title={title} note={note}>
        <Text>{me.data ? t('invitation.other', { mine: me.data.email, email }) : t('invitation.known')}</Text>
        <SignInForm
          email={offer.email}
          onSignedIn={(who) => void queryClient.setQueryData(meQuery.queryKey, who)}
        />
      </Door>
    );
  }
  return (
    <Door title={title} note={note}>
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        <Button loading={pending} onClick={() => onAccept({})}>
          {t('invitation.join')}
        </Button>
      </Stack>
    </Door>
  );
}
