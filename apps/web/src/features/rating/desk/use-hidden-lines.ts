import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Lines that a long turn shows, and from how many on it counts as long: nothing is folded for a line or two. */
const shown = 8;
const longFrom = 12;

/** How many lines of a box lie beyond its first ones, as they are laid out; 0 where it is not long. */
export function useHiddenLines(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => {
      const lines = element.scrollHeight / (Number.parseFloat(getComputedStyle(element).lineHeight) || 24);
      setHidden(lines < longFrom ? 0 : Math.ceil(lines) - shown);
    };
    const observer = new ResizeObserver(measure);
    // The box itself keeps its height once it is folded; what is in it grows while it is formatted.
    for (const each of [element, ...element.children]) observer.observe(each);
    measure();
    return () => observer.disconnect();
  }, []);
  return [box, hidden];
}
