import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the check answers true; false when the time is over first. */
export async function waitUntil(
  check: () => boolean | Promise<boolean>,
  options: { timeoutMs: number; everyMs?: number },
): Promise<boolean> {
  const end = Date.now() + options.timeoutMs;
  for (;;) {
    if (await check()) return true;
    if (Date.now() >= end) return false;
    await delay(options.everyMs ?? 50);
  }
}
