import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/button-link.tsx';
import { Door } from './door.tsx';

/** For a one-time link that is cut off, used, revoked or too old: these look the same from outside. */
export function BrokenLink({ children }: { children: ReactNode }) {
  const { t } = useTranslation('session');
  return (
    <Door title={t('brokenLink.title')}>
      <Text>
        {t('brokenLink.why')} {children}
      </Text>
      <ButtonLink to="/login" variant="default">
        {t('brokenLink.action')}
      </ButtonLink>
    </Door>
  );
}
