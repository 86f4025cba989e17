import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Me, meQuery, sessionOver, useMe } from '../../lib/session.ts';
import { useStore } from '../../lib/store.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Stands over the page when its session has ended. The page below keeps all it holds. */
export function SessionOverDialog() {
  const { t } = useTranslation('session');
  const over = useStore(sessionOver);
  const me = useMe();
  const queryClient = useQueryClient();
  const onSignedIn = async (who: Me) => {
    // Somebody else: nothing of the page before may stay on the screen.
    if (who.id !== me.id) return location.assign('/');
    queryClient.setQueryData(meQuery.queryKey, who);
    sessionOver.set(false);
    await queryClient.invalidateQueries();
  };
  return (
    <Modal
      opened={over}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('over.title')}
    >
      <Stack>
        <Text>{t('over.why')}</Text>
        <SignInForm email={me.email} onSignedIn={onSignedIn} />
        <Anchor href="/login" size="sm">
          {t('over.somebodyElse')}
        </Anchor>
      </Stack>
    </Modal>
  );
}
