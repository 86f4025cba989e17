import { useEffect, useRef } from 'react';
import { ActiveTime } from '../active-time.ts';

/** Measures the time spent on the pair on screen; `restart` at every new one, `read` when it is rated. */
export function useActiveTime() {
  const time = useRef<ActiveTime | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const options = { signal: abort.signal, passive: true, capture: true };
    const sign = () => time.current?.sign(performance.now());
    for (const event of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove']) {
      document.addEventListener(event, sign, options);
    }
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'hidden') time.current?.hidden(performance.now());
        else time.current?.shown(performance.now());
      },
      options,
    );
    return () => abort.abort();
  }, []);
  return useRef({
    restart: () => {
      time.current = new ActiveTime(performance.now(), document.visibilityState === 'visible');
    },
    /** The API takes at most a day. */
    read: () => Math.min(86_400_000, time.current?.read(performance.now()) ?? 0),
  }).current;
}
