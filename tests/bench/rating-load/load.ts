import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from '../bench.ts';

/** One person at their browser, as the server sees them. */
export interface Client {
  /** What to send next; null when there is nothing. */
  claim(): Promise<string | null>;
  /** The id of the rating that the server took. */
  submit(task: string): Promise<string>;
}

type Load = {
  clients: Client[];
  /** Mean pause between a task and its rating, ms; drawn evenly between a half and one and a half of it. */
  thinkMs: number;
  /** No rating is begun after this. */
  seconds: number;
  /** Nor after so many in all. */
  labels: number;
};

export type LoadResult = {
  labels: number;
  seconds: number;
  claimMs: number[];
  submitMs: number[];
  /** Ids of all ratings that were acknowledged. */
  taken: string[];
};

/** What the work gives; how long it took, in milliseconds, is put into a list. */
export async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  into.push(performance.now() - from);
  return result;
}

/** Lets all clients work at once until the time or the number is up. */
export async function runLoad({ clients, thinkMs, seconds, labels }: Load): Promise<LoadResult> {
  const claimMs: number[] = [];
  const submitMs: number[] = [];
  const taken: string[] = [];
  const start = performance.now();
  const over = () => performance.now() - start > seconds * 1_000 || taken.length >= labels;
  await Promise.all(
    clients.map(async (client) => {
      // People do not all sit down in the same millisecond.
      if (thinkMs > 0) await delay(Math.random() * thinkMs);
      while (!over()) {
        const task = await timed(claimMs, () => client.claim());
        if (task === null) return;
        if (thinkMs > 0) await delay(thinkMs * (0.5 + Math.random()));
        taken.push(await timed(submitMs, () => client.submit(task)));
      }
    }),
  );
  return { labels: taken.length, seconds: (performance.now() - start) / 1_000, claimMs, submitMs, taken };
}

/** The figures of a load, their names ending in `suffix`. */
export function figuresOf(
  { labels, seconds, claimMs, submitMs }: LoadResult,
  suffix = '',
): Record<string, number> {
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    [`labels${suffix}`]: labels,
    [`labels_per_s${suffix}`]: round(labels / seconds),
    [`claim_p50_ms${suffix}`]: round(quantile(claimMs, 0.5)),
    [`claim_p99_ms${suffix}`]: round(quantile(claimMs, 0.99)),
    [`submit_p50_ms${suffix}`]: round(quantile(submitMs, 0.5)),
    [`submit_p99_ms${suffix}`]: round(quantile(submitMs, 0.99)),
  };
}

/**
 * JSON over kept-alive connections. An answer of 500 or more is counted and sent again, as the web app's outbox does;
 * any other but 200 ends the benchmark.
 */
export function createHttp(base: string, sockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const counts = { refused: 0 };
  const sendOnce = (method: string, path: string, headers: Record<string, string>, text: string) =>
    new Promise<{ status: number; content: string }>((resolve, reject) => {
      const length = Buffer.byteLength(text);
      const all = { 'content-type': 'application/json', 'content-length': length, ...headers };
      const sent = request(new URL(path, base), { method, agent, headers: all }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          resolve({ status: answer.statusCode ?? 0, content: Buffer.concat(chunks).toString('utf8') });
        });
      });
      sent.once('error', reject);
      sent.end(text);
    });
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: unknown,
  ): Promise<unknown> => {
    for (;;) {
      const { status, content } = await sendOnce(method, path, headers, JSON.stringify(body));
      if (status === 200) return JSON.parse(content);
      if (status < 500) throw new Error(`${method} ${path} was answered ${status}: ${content}`);
      counts.refused += 1;
      await delay(500 + Math.random() * 500);
    }
  };
  return { send, counts, close: () => agent.destroy() };
}
