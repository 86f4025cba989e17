import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../components/button-link.tsx';
import { EmptyState } from '../components/empty-state.tsx';

/** For addresses that lead nowhere, and for projects that do not exist or are somebody else's. */
export function PageMissing() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t('missing.tab')} · Prefloop`}</title>
      <EmptyState title={t('missing.title')} action={<ButtonLink to="/">{t('missing.action')}</ButtonLink>}>
        {t('missing.why')}
      </EmptyState>
    </>
  );
}
