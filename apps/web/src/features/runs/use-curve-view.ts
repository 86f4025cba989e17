import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Smoothing } from './smoothing.ts';

/** How the curves of a run are shown; all of it stands in the address. */
export type CurveView = {
  smoothing: Smoothing | null;
  x: 'step' | 'time';
  y: 'linear' | 'log';
  /** The steps that they are cut to; null for all. */
  range: { from: number; to: number } | null;
  /** The chart that fills the screen. */
  full: string | null;
};

export function useCurveView() {
  const search = useSearch({ from: '/app/p/$project/runs/$runId' });
  const navigate = useNavigate({ from: '/p/$project/runs/$runId' });
  const { smooth, x, y, from, to, chart } = search;
  // One object as long as nothing changes: every chart compares it.
  const view = useMemo<CurveView>(
    () => ({
      smoothing: smooth ?? null,
      x: x ?? 'step',
      y: y ?? 'linear',
      range: from !== undefined && to !== undefined && from <= to ? { from, to } : null,
      full: chart ?? null,
    }),
    [smooth, x, y, from, to, chart],
  );
  const set = (change: Partial<CurveView>) => {
    const next = { ...view, ...change };
    void navigate({
      search: (known) => ({
        ...known,
        smooth: next.smoothing ?? undefined,
        x: next.x === 'time' ? 'time' : undefined,
        y: next.y === 'log' ? 'log' : undefined,
        from: next.range?.from,
        to: next.range?.to,
        chart: next.full ?? undefined,
      }),
      replace: true,
      resetScroll: false,
    });
  };
  return { view, set };
}
