import type { EstimatedByTable, EstimatedFigure, RunEstimate } from '../../resources/run-estimate.ts';
import type { WorkerDevice } from '../../resources/workers.ts';
import type { TrainingPlan } from '../launch.ts';
import { isReinforced } from '../methods.ts';
import { checkpointBytes, stepsOf } from '../plan.ts';
import type { MeasuredRows } from '../snapshot-content.ts';
import { type FinishedRun, kindWanted, runsLike, type Scale, scaleBy } from './finished-runs.ts';
import { gigabytes, type MemoryByTable, type ModelShape, memoryByTable, memorySpread } from './memory.ts';
import { sayCount, type TimeByTable, tableSpread, timeByTable } from './table.ts';
import { lineThrough } from './time-line.ts';
import { answerShare, type Work, workOf } from './work.ts';

export type EstimateFacts = {
  model: ModelShape;
  rows: MeasuredRows;
  /** Rows to train on, those that are left out as too long among them. */
  trainRows: number;
  /** Live workers' devices, and finished runs of the method, newest first. */
  machines: readonly WorkerDevice[];
  finished: readonly FinishedRun[];
};

/** Tokens are estimated from characters; languages and vocabularies differ by about this much. */
const tokenSpread = 1.35;
const diskSpread = 1.15;
/** Cores that a processor is taken to have where no live worker tells. */
const unknownCores = 2;

/** What a run is going to take, by finished runs like it where there are any, else by what was measured once. */
export function estimateTraining(plan: TrainingPlan, facts: EstimateFacts): RunEstimate {
  const { model, machines } = facts;
  const work = workOf(plan, facts.rows);
  const kind = kindWanted(plan, machines) ?? 'cpu';
  const cores = Math.max(0, ...machines.map((machine) => machine.cores)) || unknownCores;
  const device = { kind, cores: Math.min(plan.config.device.threads ?? cores, cores) };
  const time = timeByTable(work, model.parameters, device);
  const memory = memoryByTable(plan, work, model);
  const byTable = {
    tokens: work.tokens,
    startSeconds: time.start,
    workSeconds: time.work,
    memoryBytes: memory.bytes,
    checkpointBytes: checkpointBytes(plan, model.parameters),
  };
  const like = runsLike(plan, model.parameters, facts.finished, machines);
  const scale = (tookOf: (run: FinishedRun) => number | null, name: keyof EstimatedByTable) =>
    scaleBy(like.map((run) => ratio(tookOf(run), run.byTable[name])));
  const where = kind === 'cuda' ? 'on a GPU of 20 TFLOP/s' : `on ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  return {
    table: 1,
    byTable,
    parameters: model.parameters,
    runs: like.length,
    device: like[0]?.device.name ?? null,
    tokens: tokensOf(
      plan,
      work,
      facts.rows,
      scale(({ took }) => took.tokens, 'tokens'),
    ),
    steps: stepsFigure(plan, work, facts),
    seconds: secondsOf(time, where, like),
    memoryBytes: memoryOf(
      memory,
      scale(({ took }) => took.memoryBytes, 'memoryBytes'),
    ),
    diskBytes: diskOf(
      byTable.checkpointBytes,
      model.parameters,
      scale(({ took }) => took.checkpointBytes, 'checkpointBytes'),
    ),
  };
}

/** By the line through finished runs, where they are enough for one; else by their times against the table's. */
function secondsOf(
  { work, start, formula }: TimeByTable,
  where: string,
  like: readonly FinishedRun[],
): EstimatedFigure {
  const timed = like.flatMap(({ byTable, took }) =>
    took.seconds === null
      ? []
      : [{ work: byTable.workSeconds, start: byTable.startSeconds, took: took.seconds }],
  );
  const line = lineThrough(timed);
  const [slope, begins] = line ? [line.slope, () => line.start] : [1, (its: number) => its];
  const whole = (its: { work: number; start: number }) => begins(its.start) + slope * its.work;
  const scale = scaleBy(timed.map((run) => ratio(run.took, whole(run))));
  const times = line ? `(${formula}) × ${sayCount(slope)}` : formula;
  return scaled(
    whole({ work, start }),
    scale,
    tableSpread,
    `${times} + ${sayCount(begins(start))} s to start, ${where}`,
    'An order of magnitude only: no finished run is like this one.',
  );
}

function ratio(took: number | null, table: number): number | null {
  return took === null || table <= 0 ? null : took / table;
}

/** A figure by the table, times what finished runs took against theirs. */
function scaled(
  table: number,
  scale: Scale | null,
  spread: number,
  formula: string,
  without: string,
): EstimatedFigure {
  if (!scale) {
    return {
      low: table / spread,
      expected: table,
      high: table * spread,
      formula: `${formula}. ${without}`,
    };
  }
  const times = `${sayCount(scale.low)} to ${sayCount(scale.high)}`;
  return {
    low: table * scale.low,
    expected: table * scale.expected,
    high: table * scale.high,
    formula: `(${formula}) × ${times}, as ${sayRuns(scale.runs)} took.`,
  };
}

function sayTimes(count: number, one: string, many: string): string {
  return `${sayCount(count)} ${count === 1 ? one : many}`;
}

function sayRuns(runs: number): string {
  return runs === 1 ? '1 finished run like this one' : `${runs} finished runs like this one`;
}

function tokensOf(
  { method, config }: TrainingPlan,
  work: Work,
  { train }: MeasuredRows,
  scale: Scale | null,
): EstimatedFigure {
  const { batchSize } = config.params;
  const each = work.steps * batchSize === 0 ? 0 : work.tokens / (work.steps * batchSize);
  const rows = isReinforced(method)
    ? `${work.steps} steps × ${batchSize} answers × ${sayCount(each)} tokens with their prompts (answers at ${answerShare * 100}% of their limit)`
    : `${sayCount(train.rows)} rows × ${sayCount(each)} tokens by their characters × ${sayTimes(work.passes ?? 0, 'pass', 'passes')}`;
  return scaled(work.tokens, scale, tokenSpread, rows, 'The run counts them exactly.');
}

function stepsFigure(plan: TrainingPlan, work: Work, { trainRows, rows }: EstimateFacts): EstimatedFigure {
  const { params } = plan.config;
  const most = Math.max(work.steps, stepsOf(plan, trainRows));
  const figure = { low: work.steps, expected: work.steps, high: most };
  if ('steps' in params) return { ...figure, formula: 'As many as were asked for.' };
  const asked = `${sayCount(rows.train.rows)} rows / ${params.batchSize} a step, rounded up, × ${sayTimes(params.epochs, 'epoch', 'epochs')}`;
  return {
    ...figure,
    formula: params.maxSteps === null ? `${asked}.` : `${asked}, ${params.maxSteps} at most.`,
  };
}

function memoryOf({ bytes, formula }: MemoryByTable, scale: Scale | null): EstimatedFigure {
  return scaled(bytes, scale, memorySpread, formula, 'By the sizes of the model and of a micro-batch.');
}

/** Two checkpoints are kept while the next is written; the model comes beside them. */
function diskOf(checkpoint: number, parameters: number, scale: Scale | null): EstimatedFigure {
  const model = 4 * parameters;
  const figure = scaled(3 * checkpoint, scale, diskSpread, `3 checkpoints of ${gigabytes(checkpoint)}`, '');
  return {
    low: figure.low + model,
    expected: figure.expected + model,
    high: figure.high + model,
    formula: `${figure.formula.trim().replace(/\.$/, '')} + ${gigabytes(model)} for the model.`,
  };
}
