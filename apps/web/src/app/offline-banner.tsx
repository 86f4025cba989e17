import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './banner.module.css';

/** Says that what stands below may be old. A rating waits on its own and needs no warning. */
export function OfflineBanner() {
  const { t } = useTranslation('shell');
  const { online } = useNetwork();
  return <div role="status">{online ? null : <p className={classes.banner}>{t('offline')}</p>}</div>;
}
