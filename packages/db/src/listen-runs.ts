import { Client } from 'pg';

export type RunListener = { close: () => Promise<void> };

const retryMs = 2_000;

/**
 * Hears which runs change, on a connection of its own that is made anew when it breaks. Changes made meanwhile are
 * missed, so listeners poll as well; `onConnect` tells that there may have been some.
 */
export function listenForRuns(
  url: string,
  heard: { onChange: (runId: string) => void; onConnect: () => void; onError: (error: Error) => void },
): RunListener {
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function again(): void {
    client = null;
    if (closed) return;
    timer = setTimeout(connect, retryMs);
    timer.unref();
  }

  function connect(): void {
    const next = new Client({
      connectionString: url,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'prefloop-listen',
    });
    let over = false;
    const end = (error?: Error) => {
      if (over) return;
      over = true;
      if (error && !closed) heard.onError(error);
      next.end().catch(() => {
        // It is broken already; that is why it is ended.
      });
      again();
    };
    next.on('error', end);
    next.on('end', () => end());
    next.on('notification', ({ payload }) => {
      if (payload) heard.onChange(payload);
    });
    client = next;
    next
      .connect()
      .then(() => next.query('listen run_changed'))
      .then(heard.onConnect)
      .catch(end);
  }

  connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {
        // Ending a connection that is being made may fail; it is gone either way.
      });
    },
  };
}
