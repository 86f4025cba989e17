import { isReading } from './reading-settings.ts';
import { scrollStep } from './scroll-step.ts';

/** How far an element can be scrolled down. */
const rangeOf = (element: HTMLElement) => Math.max(0, element.scrollHeight - element.clientHeight);

function canScroll(element: HTMLElement, by: number): boolean {
  return by < 0 ? element.scrollTop > 0 : element.scrollTop < rangeOf(element) - 1;
}

const pressable = 'button, a, input, textarea, select, summary, [role=radio], [contenteditable]';

/**
 * Makes the answers of a pair scroll as one page would: a wheel over the prompt and the keys of the page move them, and
 * where they are linked each goes through its own length in step with the other.
 */
export function connectColumns(root: HTMLElement): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const columns = () => [...root.querySelectorAll<HTMLElement>('[data-side]')];
  /** The answer that somebody moves. What the other one does is an answer to that, never a move of its own. */
  let driver: HTMLElement | null = null;
  const columnOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-side]') : null;

  const take = ({ target }: Event) => {
    driver = columnOf(target) ?? driver;
  };
  for (const type of ['wheel', 'pointerdown', 'touchstart', 'keydown', 'focusin']) {
    root.addEventListener(type, take, { signal, capture: true, passive: true });
  }

  const scrollBy = (by: number) => {
    const [a, b] = columns();
    if (a === undefined || b === undefined) return;
    // The longer one leads: the other could not move as finely.
    if (isReading('link-scroll')) driver = rangeOf(b) > rangeOf(a) ? b : a;
    const lead = driver ?? a;
    lead.scrollTop = Math.min(rangeOf(lead), Math.max(0, lead.scrollTop + by));
  };

  root.addEventListener(
    'scroll',
    ({ target }) => {
      const [a, b] = columns();
      if (a === undefined || b === undefined || !isReading('link-scroll')) return;
      const lead = driver ?? a;
      if (target !== lead) return;
      const other = lead === a ? b : a;
      const range = rangeOf(lead);
      if (range > 0) other.scrollTop = (lead.scrollTop / range) * rangeOf(other);
    },
    { signal, capture: true, passive: true },
  );

  root.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.shiftKey || columnOf(event.target) !== null) return;
      const by = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
      const prompt =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-prompt]') : null;
      if (prompt === null || !canScroll(prompt, by)) scrollBy(by);
    },
    { signal, passive: true },
  );

  document.addEventListener(
    'keydown',
    (event) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.defaultPrevented || target === null || target.closest(pressable)) return;
      if (target !== document.body && !(root.contains(target) && columnOf(target) === null)) return;
      // Laid out behind the pair on screen, or hidden while the guidelines stand before it.
      if (root.closest('[inert]') || root.getClientRects().length === 0) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      const by = scrollStep(event, columns()[0]?.clientHeight ?? 0);
      const prompt = target.closest<HTMLElement>('[data-prompt]');
      if (by === null || (prompt !== null && canScroll(prompt, by))) return;
      event.preventDefault();
      scrollBy(by);
    },
    { signal },
  );

  // An answer that is longer than its column is a stop for Tab, so that it scrolls without a pointer.
  const observer = new ResizeObserver(() => {
    for (const column of columns()) {
      if (rangeOf(column) > 1) column.tabIndex = 0;
      else column.removeAttribute('tabindex');
    }
  });
  for (const column of columns()) {
    observer.observe(column);
    for (const child of column.children) observer.observe(child);
  }
  return () => {
    controller.abort();
    observer.disconnect();
  };
}
