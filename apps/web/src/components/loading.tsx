import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** True once `ms` have passed: what is there sooner than that is shown without a flash before it. */
function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}

/**
 * Stands where content will be: nothing for 200 ms, then `lines` grey bars of a line's height.
 * `label` says what is awaited, to screen readers too.
 */
export function Loading({ label, lines = 4 }: { label?: string; lines?: number }) {
  const { t } = useTranslation();
  const shown = useAfter(200);
  if (!shown) return null;
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{label ?? t('loading')}…</VisuallyHidden>
      <Stack gap="sm" aria-hidden>
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
          <Skeleton key={index} height={16} width={index === lines - 1 ? '60%' : '100%'} animate={false} />
        ))}
      </Stack>
    </div>
  );
}
