import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../../lib/use-keys.ts';
import { deadMs } from '../dead-time.ts';

/**
 * The one way on from what is to be read: a button that has the focus, and Enter wherever the focus went. Nothing counts
 * for a moment after it came, nor a key that is held: the press may be meant for what stood there before.
 */
export function useEnter(go: () => void) {
  const button = useRef<HTMLButtonElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (document.querySelector('[aria-modal="true"]') === null)
      button.current?.focus({ preventScroll: true });
    const timer = setTimeout(() => setReady(true), deadMs);
    return () => clearTimeout(timer);
  }, []);
  useKeys((event) => {
    const elsewhere =
      !(event.target instanceof Element) || event.target.closest('button, a, summary') === null;
    if (event.key !== 'Enter' || event.repeat || !elsewhere) return false;
    if (ready) go();
    return true;
  });
  const press = {
    onClick: () => ready && go(),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.repeat) event.preventDefault();
    },
  };
  return { button, ready, press };
}
