/** How far a key of the page scrolls, in pixels; null for every other key. `page` is the height that is in sight. */
export function scrollStep(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  page: number,
): number | null {
  if (ctrlKey || metaKey || altKey || (shiftKey && key !== ' ')) return null;
  const screen = Math.max(40, page - 60);
  switch (key) {
    case 'ArrowDown':
      return 40;
    case 'ArrowUp':
      return -40;
    case 'PageDown':
      return screen;
    case 'PageUp':
      return -screen;
    case ' ':
      return shiftKey ? -screen : screen;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}
