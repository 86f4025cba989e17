const pauseMs = 5_000;

/**
 * Loads a part of the app, however long the network is away. For parts that nobody waits for: a page says on the spot
 * why it does not come.
 */
export async function patiently<Part>(
  load: () => Promise<Part>,
  pause: () => Promise<void> = untilOnline,
): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      // Offline, or a server that starts anew; a file that is gone comes back with the page's next load.
      await pause();
    }
  }
}

/** Until the network is back, and in any case a few seconds. */
async function untilOnline(): Promise<void> {
  await new Promise((done) => setTimeout(done, pauseMs));
  if (!navigator.onLine) await new Promise((done) => addEventListener('online', done, { once: true }));
}
