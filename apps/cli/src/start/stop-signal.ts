/**
 * Under `npm start`, Ctrl-C arrives twice within a moment: from the terminal and passed on by npm.
 * Only a signal after this pause is a second wish.
 */
const secondWishMs = 750;

export interface StopSignal {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Resolves with the first signal's name. */
  readonly requested: Promise<NodeJS.Signals>;
}

/** Turns the first SIGINT, SIGTERM or SIGHUP into an orderly stop, and a later one into `force`. */
export function listenForStop(force: () => void): StopSignal {
  const controller = new AbortController();
  let firstAt: number | null = null;
  const requested = new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (firstAt === null) {
          firstAt = Date.now();
          controller.abort();
          resolve(name);
        } else if (Date.now() - firstAt > secondWishMs) {
          force();
        }
      });
    }
  });
  return { signal: controller.signal, requested };
}
