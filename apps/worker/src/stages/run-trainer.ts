import { readFile, writeFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  AppError,
  fromEventNumber,
  type RunSpecInput,
  runSpec,
  type TrainerEvent,
  trainerEvent,
  trainerManifest,
} from '@prefloop/contract';
import type { RunEvents } from '@prefloop/db';
import { followLines } from '../platform/line-file.ts';
import { countOomKills } from '../platform/oom-kills.ts';
import { type Program, type ProgramEnd, startTrainer } from '../trainer.ts';
import { describeEnd } from './describe-end.ts';
import type { AttemptContext, StageEnd } from './stage.ts';

const pollMs = 250;
/** How long a trainer may take to end: a cancel must be over in 10 s; a shutdown may save what was reached. */
const graceMs = { cancel: 4_000, lost: 0, shutdown: 20_000, hung: 10_000 };
/** How long a trainer that hangs may take to print where. */
const whereMs = 2_000;

export type TrainerWarning = { code: string; message: string };
export type TrainerHooks = {
  /** What is to be told of the run beside the trainer's own warnings. */
  warnings?: TrainerWarning[];
  /** Called at each look at the trainer's folder, and once more after its end. */
  onLook?: () => Promise<void>;
  /** Changes what is told of the progress. */
  progressOf?: (event: Extract<TrainerEvent, { kind: 'progress' }>) => { step: number; total: number };
};

export type TrainerEnd =
  | { kind: 'completed'; figures: Record<string, number | string>; artifacts: Artifact[]; logTail: string }
  | Exclude<StageEnd, { kind: 'succeeded' }>;
export type Artifact = Extract<TrainerEvent, { kind: 'artifact' }>;

/** Runs the trainer on a spec and stores what it tells, until it ends or the session has to stop. */
export async function runTrainer(
  context: AttemptContext,
  spec: RunSpecInput,
  hooks: TrainerHooks = {},
): Promise<TrainerEnd> {
  const { deps, session, folder } = context;
  const python = deps.environment.python();
  if (python === null) {
    throw new AppError('ENVIRONMENT_FAILED', { message: 'The Python environment is not ready.' });
  }
  const specPath = join(folder, 'spec.json');
  const parsed = runSpec.parse(spec);
  await writeFile(specPath, `${JSON.stringify(parsed, null, 2)}\n`);
  const program = startTrainer({
    python,
    specPath,
    logPath: join(folder, 'trainer.log'),
    cudaDevices: context.cudaDevices,
    trackers: ('trackers' in parsed && parsed.trackers) || [],
  });
  session.log.info({ pid: program.pid, folder }, 'the trainer was started');
  return followTrainer(context, program, hooks);
}

/** What was heard of a trainer so far. */
type Heard = {
  last: TrainerEvent | null;
  failed: Extract<TrainerEvent, { kind: 'failed' }> | null;
  finished: Extract<TrainerEvent, { kind: 'finished' }> | null;
  artifacts: Artifact[];
  warnings: TrainerWarning[];
  ordinals: Map<number, number>;
  progress: { step: number; total: number } | null;
  begin: { time: number; step: number } | null;
};

async function followTrainer(
  context: AttemptContext,
  program: Program,
  hooks: TrainerHooks,
): Promise<TrainerEnd> {
  const { session, folder } = context;
  const { hangMs } = context.deps.config;
  const events = followLines(join(folder, 'events.jsonl'));
  const oomKills = await countOomKills();
  const heard: Heard = {
    last: null,
    failed: null,
    finished: null,
    artifacts: [],
    warnings: [...(hooks.warnings ?? [])],
    ordinals: new Map(),
    progress: null,
    begin: null,
  };
  let told = '';
  // An interval, so the machine's own clock does: nothing is compared with another machine's.
  let heardAt = performance.now();
  /** How far it was when it was taken for hung. */
  let hung: { at: Heard['progress'] } | null = null;
  const onStop = () => program.stop(graceMs[session.reason() ?? 'cancel']);
  session.signal.addEventListener('abort', onStop);
  if (session.signal.aborted) onStop();
  let gone = false;
  const ended = program.ended.then((end) => {
    gone = true;
    return end;
  });

  const look = async () => {
    for (let lines = await events.read(); lines.length > 0; lines = await events.read()) {
      heardAt = performance.now();
      const batch = await collect(context, heard, hooks, lines);
      await session.record(context.attempt, { ...batch, eventsOffset: events.offset() });
    }
    await hooks.onLook?.();
    const tail = program.logTail();
    if (tail !== told) {
      told = tail;
      await session.record(context.attempt, { logTail: tail });
    }
  };
  try {
    if (heard.warnings.length > 0)
      await session.record(context.attempt, { progress: { warnings: heard.warnings } });
    while (!gone) {
      await look();
      if (!hung && hangMs !== null && performance.now() - heardAt > hangMs) {
        hung = { at: heard.progress };
        session.log.warn({ hangMs }, 'the trainer hangs: it is asked where, and ended');
        program.askWhere();
        await Promise.race([ended, delay(whereMs)]);
        program.stop(graceMs.hung);
      }
      await Promise.race([ended, delay(pollMs)]);
    }
    const end = await ended;
    await look();
    const logTail = program.logTail();
    if (session.signal.aborted) return { kind: 'stopped', logTail };
    if (heard.failed) return { ...describeEnd.failure(heard.failed), logTail };
    if (heard.finished?.reason === 'completed') {
      return { kind: 'completed', figures: heard.finished.figures, artifacts: heard.artifacts, logTail };
    }
    if (hung) return { ...describeEnd.hang(hangMs ?? 0, hung.at, logTail), logTail };
    const killed = await oomKilled(end, oomKills);
    return {
      ...describeEnd.crash(end, { stopped: heard.finished !== null, oomKilled: killed, logTail }),
      logTail,
    };
  } finally {
    session.signal.removeEventListener('abort', onStop);
    if (!gone) program.stop(0);
    await ended;
    await events.close();
  }
}

/** Whether the kernel took it for want of memory; null where nobody counts that. */
async function oomKilled({ signal }: ProgramEnd, before: number | null): Promise<boolean | null> {
  if (signal !== 'SIGKILL') return false;
  const after = await countOomKills();
  return before === null || after === null ? null : after > before;
}

/** Turns event lines into rows. What cannot be read is left out with a warning: a newer trainer may say more. */
async function collect(
  context: AttemptContext,
  heard: Heard,
  hooks: TrainerHooks,
  lines: string[],
): Promise<Partial<RunEvents>> {
  const batch: Pick<RunEvents, 'metrics' | 'samples' | 'checkpoints'> & Partial<RunEvents> = {
    metrics: [],
    samples: [],
    checkpoints: [],
  };
  for (const line of lines) {
    const event = parseEvent(line);
    if (!event || event.epoch !== context.session.hold.epoch) {
      context.session.log.warn({ line: line.slice(0, 500) }, 'a line of the trainer was not understood');
      continue;
    }
    heard.last = event;
    switch (event.kind) {
      case 'started': {
        const { device, deviceName, precision, threads, processes, versions } = event;
        batch.device = { kind: device, name: deviceName, precision, threads, processes, versions };
        break;
      }
      case 'metric':
        batch.metrics.push({ name: event.name, step: event.step, value: fromEventNumber(event.value) });
        break;
      case 'sample':
        batch.samples.push(sampleRow(heard.ordinals, event));
        break;
      case 'progress':
        batch.progress = { ...batch.progress, ...progressRow(heard, event, hooks) };
        break;
      case 'checkpoint':
        batch.checkpoints.push(...(await checkpointRows(context, event)));
        break;
      case 'warning':
        heard.warnings.push({ code: event.code, message: event.message });
        batch.progress = { ...batch.progress, warnings: heard.warnings.slice(0, 50) };
        break;
      case 'artifact':
        heard.artifacts.push(event);
        break;
      case 'finished':
        heard.finished = event;
        break;
      case 'failed':
        heard.failed = event;
        break;
    }
  }
  return batch;
}

/** One line of an events file, or null where it is not what this version knows. */
export function parseEvent(line: string): TrainerEvent | null {
  try {
    const parsed = trainerEvent.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `ordinals` counts the samples of each step. */
export function sampleRow(
  ordinals: Map<number, number>,
  event: Extract<TrainerEvent, { kind: 'sample' }>,
): RunEvents['samples'][number] {
  const ordinal = ordinals.get(event.step) ?? 0;
  ordinals.set(event.step, ordinal + 1);
  return {
    step: event.step,
    ordinal,
    prompt: event.prompt.findLast(({ role }) => role === 'user')?.content ?? '',
    completion: event.completion,
    reward: event.reward === undefined ? null : fromEventNumber(event.reward),
  };
}

function progressRow(
  heard: Heard,
  event: Extract<TrainerEvent, { kind: 'progress' }>,
  hooks: TrainerHooks,
): Record<string, unknown> {
  const { step, total } = hooks.progressOf?.(event) ?? event;
  heard.progress = { step, total };
  const now = Date.parse(event.time);
  heard.begin ??= { time: now, step };
  const done = step - heard.begin.step;
  const secondsLeft = done > 0 ? ((now - heard.begin.time) / 1000 / done) * (total - step) : null;
  return { step, total, unit: event.unit, secondsLeft };
}

/** The checkpoint's row; none where the trainer, which keeps the newest alone, has cleared it already. */
async function checkpointRows(
  { folder }: AttemptContext,
  event: Extract<TrainerEvent, { kind: 'checkpoint' }>,
): Promise<RunEvents['checkpoints']> {
  const path = normalize(join(folder, event.manifest));
  if (!path.startsWith(`${folder}/`))
    throw new Error(`a checkpoint outside of the attempt: ${event.manifest}`);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return [];
  return [{ step: event.step, path: join(path, '..'), manifest: trainerManifest.parse(JSON.parse(text)) }];
}
