import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../lib/i18n/use-formats.ts';

/** A moment told as a distance ("3 min ago", "in 2 days"), kept current; the full date stands in the tooltip. */
export function TimeAgo({ at }: { at: string }) {
  const { t } = useTranslation();
  const { moment, timeAgo } = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={moment(at)}>
      {timeAgo(at, now) ?? t('justNow')}
    </time>
  );
}
