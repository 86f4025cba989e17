import { hasEnded, type RunStreamEvents } from '@prefloop/contract';
import {
  type Db,
  getRun,
  listWorkers,
  type MetricCursor,
  type MetricPoint,
  readNewMetrics,
  readReset,
} from '@prefloop/db';
import type { EventStream } from '../plugins/sse.ts';
import { presentRunDetail } from './present-run.ts';
import type { RunFeed } from './run-feed.ts';

/** Metrics in one event, and in one read. */
const chunk = 2_000;
/** Recent metrics kept for all viewers of a run, so that each new point is read once and not once for each. */
const mostRecent = 4_000;
const quietMs = 200;

type Viewer = { stream: EventStream; cursor: MetricCursor; told: string };

export type RunHub = {
  /** Streams a run to a viewer from its cursor on; resolves when the stream is over. */
  view: (runId: string, stream: EventStream, cursor: MetricCursor) => Promise<void>;
};

/** Shares the reading of a run's changes among all who watch it in this process. */
export function createRunHub(db: Db, feed: RunFeed, onError: (error: unknown) => void): RunHub {
  const rooms = new Map<string, ReturnType<typeof createRoom>>();
  return {
    async view(runId, stream, cursor) {
      const room = rooms.get(runId) ?? createRoom(db, feed, runId, onError, () => rooms.delete(runId));
      rooms.set(runId, room);
      await room.enter({ stream, cursor, told: '' });
    },
  };
}

function createRoom(
  db: Db,
  feed: RunFeed,
  runId: string,
  onError: (error: unknown) => void,
  onEmpty: () => void,
) {
  const viewers = new Set<Viewer>();
  let recent: MetricPoint[] = [];
  /** `recent` holds every point after this number. */
  let recentFrom = Number.POSITIVE_INFINITY;
  let epoch = 0;
  let telling = false;
  let again = false;
  const leave = feed.watch(runId, tell);

  function tell(): void {
    again = true;
    if (telling) return;
    telling = true;
    void tellUntilQuiet().finally(() => {
      telling = false;
    });
  }
  async function tellUntilQuiet(): Promise<void> {
    while (again && viewers.size > 0) {
      again = false;
      await tellOnce().catch(onError);
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
  }

  async function tellOnce(): Promise<void> {
    const row = await getRun(db, { runId });
    if (!row) {
      for (const { stream } of viewers) stream.close();
      return;
    }
    const detail: RunStreamEvents['run'] = presentRunDetail(row, await listWorkers(db));
    const text = JSON.stringify(detail);
    const opened = detail.attempt?.epoch ?? 0;
    if (opened !== epoch) {
      epoch = opened;
      recent = [];
      recentFrom = Number.POSITIVE_INFINITY;
    }
    await readRecent();
    for (const viewer of viewers) await bringUpToDate(viewer, text);
    // The run's last word has been told: nothing will follow.
    if (hasEnded(detail.status)) for (const { stream } of viewers) stream.send('end', '{}');
  }

  async function bringUpToDate(viewer: Viewer, text: string): Promise<void> {
    const { stream } = viewer;
    if (viewer.cursor.epoch < epoch) {
      const afterStep = await readReset(db, runId, viewer.cursor.epoch);
      viewer.cursor = { ...viewer.cursor, epoch };
      if (afterStep !== undefined) stream.send('reset', JSON.stringify({ afterStep }), idOf(viewer.cursor));
    }
    for (let points = await pointsAfter(viewer.cursor.seq); points.length > 0; ) {
      const last = points.at(-1)?.seq ?? viewer.cursor.seq;
      viewer.cursor = { ...viewer.cursor, seq: last };
      const data: RunStreamEvents['metrics'] = points.map(({ name, step, value, time }) => [
        name,
        step,
        wire(value),
        time,
      ]);
      if (!stream.send('metrics', JSON.stringify(data), idOf(viewer.cursor))) return;
      points = points.length < chunk ? [] : await pointsAfter(last);
    }
    // After the points, so that a page that shows the run's end has all of its curve.
    if (viewer.told !== text && stream.send('run', text)) viewer.told = text;
  }

  /** Reads what came since the last time, once for all viewers. */
  async function readRecent(): Promise<void> {
    if (recentFrom === Number.POSITIVE_INFINITY) return;
    let fresh: MetricPoint[];
    do {
      fresh = await readNewMetrics(db, runId, { epoch, seq: recent.at(-1)?.seq ?? recentFrom }, chunk);
      recent = [...recent, ...fresh];
    } while (fresh.length === chunk);
    if (recent.length <= mostRecent) return;
    recentFrom = recent.at(-mostRecent - 1)?.seq ?? recentFrom;
    recent = recent.slice(-mostRecent);
  }

  async function pointsAfter(seq: number): Promise<MetricPoint[]> {
    if (seq >= recentFrom) return recent.filter((point) => point.seq > seq).slice(0, chunk);
    const points = await readNewMetrics(db, runId, { epoch, seq }, chunk);
    // Near the end of the curve: from here on this list serves whoever has come as far.
    if (points.length < chunk) {
      recent = points;
      recentFrom = seq;
    }
    return points;
  }

  return {
    async enter(viewer: Viewer): Promise<void> {
      viewers.add(viewer);
      tell();
      await new Promise<void>((resolve) => {
        if (viewer.stream.closed.aborted) resolve();
        else viewer.stream.closed.addEventListener('abort', () => resolve());
      });
      viewers.delete(viewer);
      if (viewers.size > 0) return;
      leave();
      onEmpty();
    },
  };
}

function idOf({ epoch, seq }: MetricCursor): string {
  return `${epoch}.${seq}`;
}

/** JSON has no NaN and no infinity: they travel as words. */
export function wire(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}
