/** Milliseconds for which nothing on a screen that has just come takes a key: the press may be meant for the last one. */
export const deadMs = 400;
