const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The key that opens the palette together with K: its sign on a Mac; null where it is the Control key. */
export const commandSign = apple ? '⌘' : null;
