import { useEffect, useState } from 'react';
import { formatMoment, formatTimeAgo } from '../lib/format.ts';

/** A moment told as a distance ("3 min ago", "in 2 days"), kept current; the full date stands in the tooltip. */
export function TimeAgo({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatTimeAgo(at, now)}
    </time>
  );
}
