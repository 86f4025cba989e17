import { type RefObject, startTransition, useEffect, useState } from 'react';
import { queueDrawing } from './drawing-line.ts';

/** How many slices of a text are formatted by now: one at once, the others one by one while nothing else happens. */
export function useDrawn(root: RefObject<HTMLElement | null>, slices: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= slices) return;
    return queueDrawing(root.current, () => startTransition(() => setDrawn(drawn + 1)));
  }, [root, drawn, slices]);
  return drawn;
}
