import { waitUntil } from '../process/wait.ts';

/** Waits until the API says it is ready (database reachable, schema current); false when the time is over. */
export async function waitForReady(
  origin: string,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<boolean> {
  return waitUntil(async () => options.signal.aborted || (await answers(`${origin}/readyz`)), {
    timeoutMs: options.timeoutMs,
    everyMs: 100,
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    // Nobody listens yet: that is what we wait for.
    return false;
  }
}
