import { useEffect, useEffectEvent } from 'react';

/** A key press that belongs to something else: a field, a dialog, a listener before us. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.isContentEditable || target?.closest('input, textarea, select')) return true;
  return document.querySelector('[aria-modal="true"]') !== null;
}

/** Calls `onKey` for every key press on the page that nothing else wants; a true answer ends the press there. */
export function useKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (!isTaken(event) && onKey(event)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}
