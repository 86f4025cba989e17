import { type RefObject, useEffect } from 'react';

/**
 * Makes code, tables and formulas that are wider than their column reachable by keyboard, so that they can be scrolled
 * sideways. Only those: a stop at each formula would bury the rating under Tab presses.
 */
export function useScrollStops(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const inside = element.querySelectorAll<HTMLElement>('pre, :has(> table), .katex-display');
    const observer = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (!(target instanceof HTMLElement)) continue;
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else target.removeAttribute('tabindex');
      }
    });
    for (const scroller of [element, ...inside]) observer.observe(scroller);
    return () => observer.disconnect();
  }, [root]);
}
