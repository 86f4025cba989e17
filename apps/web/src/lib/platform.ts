const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The key that opens the palette together with K, as this keyboard names it. */
export const commandKey = apple ? '⌘' : 'Ctrl';
