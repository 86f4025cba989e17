import { useTranslation } from 'react-i18next';
import { Loading } from '../components/loading.tsx';

export function PageLoading() {
  const { t } = useTranslation();
  return <Loading label={t('loadingPage')} />;
}
