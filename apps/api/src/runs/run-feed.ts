import { listenForRuns, type RunListener } from '@prefloop/db';

/** Tells who is interested that a run changed. */
export type RunFeed = {
  /** `onChange` is called after each change of the run, and now and then without one. */
  watch: (runId: string, onChange: () => void) => () => void;
  close: () => Promise<void>;
};

const pollMs = 2_000;

/**
 * One connection that listens for all runs of this process. Polling stands behind it: what a broken connection
 * missed is seen two seconds later. Without an address there is only the polling.
 */
export function createRunFeed(databaseUrl: string | undefined, onError: (error: Error) => void): RunFeed {
  const watchers = new Map<string, Set<() => void>>();
  const tellAll = () => {
    for (const set of watchers.values()) for (const tell of set) tell();
  };
  const timer = setInterval(tellAll, pollMs);
  timer.unref();
  let listener: RunListener | null = null;

  return {
    watch(runId, onChange) {
      // Only a process that somebody watches a run on needs the connection.
      if (databaseUrl !== undefined) {
        listener ??= listenForRuns(databaseUrl, {
          onChange: (changed) => {
            for (const tell of watchers.get(changed) ?? []) tell();
          },
          onConnect: tellAll,
          onError,
        });
      }
      const set = watchers.get(runId) ?? new Set();
      set.add(onChange);
      watchers.set(runId, set);
      return () => {
        set.delete(onChange);
        if (set.size === 0) watchers.delete(runId);
      };
    },
    async close() {
      clearInterval(timer);
      watchers.clear();
      await listener?.close();
    },
  };
}
