import { z } from 'zod';
import { page, pageQuery } from '../paging.ts';
import { eventNumber } from '../trainer/events.ts';
import { answerReport } from '../training/answer-report.ts';
import { trainingLaunches } from '../training/launch.ts';
import { pairReport } from '../training/pair-report.ts';
import { winReport } from '../training/win-report.ts';
import { evaluateLaunch, generateLaunch, scoreLaunch } from './answer-launches.ts';
import { runEstimate, runTook } from './run-estimate.ts';

// Spelled out: taken from the list of training methods, a part of the web app would need another one that needs it.
export const runMethod = z
  .enum([
    'generate',
    'score',
    'sft',
    'reward',
    'dpo',
    'kto',
    'orpo',
    'simpo',
    'ppo',
    'grpo',
    'rloo',
    'expert_iteration',
    'online_dpo',
    'evaluate',
  ])
  .meta({ id: 'RunMethod' });
export type RunMethod = z.infer<typeof runMethod>;

export const runStatus = z
  .enum(['draft', 'queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled', 'diverged'])
  .meta({ id: 'RunStatus' });
export type RunStatus = z.infer<typeof runStatus>;

/** Orders the waiting runs of one project. */
export const runPriority = z.enum(['high', 'normal', 'low']).meta({ id: 'RunPriority' });
export type RunPriority = z.infer<typeof runPriority>;

export const runChange = z.strictObject({ priority: runPriority }).meta({ id: 'RunChange' });

/** The states a run never leaves. */
export const endedStatuses = [
  'succeeded',
  'failed',
  'cancelled',
  'diverged',
] as const satisfies readonly RunStatus[];

export function hasEnded(status: RunStatus): boolean {
  return endedStatuses.some((ended) => ended === status);
}

/** What a person sends to start a run; one member per method. */
export const runLaunch = z
  .discriminatedUnion('method', [generateLaunch, scoreLaunch, evaluateLaunch, ...trainingLaunches])
  .meta({ id: 'RunLaunch' });
export type RunLaunch = z.infer<typeof runLaunch>;

/** What a training run would do, in numbers; null where nothing is known yet. */
const trainingSize = z.object({
  trainRows: z.int(),
  evalRows: z.int(),
  steps: z.int(),
  /** Share of the rows that are likely too long: by their characters, so an estimate. The run counts tokens. */
  overLengthEstimate: z.number().nullable(),
  /** Bytes that checkpoints and the model take at once, and those that are free. */
  diskNeed: z.int().nullable(),
  diskFree: z.number().nullable(),
});

/** What a look at a launch finds before anything is queued. `problems` forbid it, `warnings` do not. */
export const runPreflight = z
  .object({
    problems: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    warnings: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    /** What the run would do, in numbers. */
    size: z.object({ prompts: z.int(), responses: z.int() }),
    /** For training runs. */
    training: trainingSize.nullable(),
    /** What it is going to take; null where it trains nothing, or too little is known of it. */
    estimate: runEstimate.nullable(),
  })
  .meta({ id: 'RunPreflight' });
export type RunPreflight = z.infer<typeof runPreflight>;

export const runFailure = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});

/** How far the run is; kept by the worker. */
export const runProgress = z.looseObject({
  step: z.int().optional(),
  total: z.int().optional(),
  unit: z.enum(['step', 'response']).optional(),
  /** Seconds still to go, as estimated at the last step. */
  secondsLeft: z.number().nullable().optional(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
  /** Answers that could not be had; the first ones in full. */
  failures: z
    .object({
      count: z.int(),
      first: z.array(
        z.object({
          promptId: z.string(),
          versionId: z.string(),
          sampleIndex: z.int(),
          message: z.string(),
        }),
      ),
    })
    .optional(),
  /** What the run reports of itself at its end. */
  figures: z.record(z.string(), eventNumber).optional(),
  /** Held-out pairs that came out right, with the interval that their prompts allow. */
  evaluation: pairReport.optional(),
  /** How often a held-out answer that people found good came out above one they found bad. */
  answers: answerReport.optional(),
  /** How often each model's answers were scored above the baseline's. */
  wins: winReport.optional(),
});
export type RunProgress = z.infer<typeof runProgress>;

const runFacts = {
  id: z.uuid(),
  number: z.int(),
  name: z.string(),
  method: runMethod,
  status: runStatus,
  /** While it waits: for what, in one word and in a sentence. */
  waiting: z
    .object({
      for: z.enum(['worker', 'environment', 'dependency', 'slot', 'retry']),
      message: z.string(),
    })
    .nullable(),
  priority: runPriority,
  /** The pipeline that it is a step of, and what that calls it. */
  pipeline: z.object({ id: z.uuid(), name: z.string(), step: z.string() }).nullable(),
  /** Its place among the runs of all projects that wait for a slot, as it stands now. */
  line: z.object({ place: z.int(), length: z.int() }).nullable(),
  progress: runProgress,
  /** Why it failed, diverged, or was sent back to try again. */
  error: runFailure.nullable(),
  cancelRequested: z.boolean(),
  attempts: z.int(),
  maxAttempts: z.int(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  queuedAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
};

export const runItem = z.object(runFacts).meta({ id: 'RunItem' });
export type RunItem = z.infer<typeof runItem>;

export const runListQuery = pageQuery.extend({
  status: runStatus.optional(),
  method: runMethod.optional(),
  /** The one run of this number. */
  number: z.coerce.number().int().min(1).optional(),
});
export const runPage = page(runItem).meta({ id: 'RunPage' });

export const runDetail = z
  .object({
    ...runFacts,
    config: z.record(z.string(), z.unknown()),
    configHash: z.string(),
    snapshotId: z.uuid().nullable(),
    /** The model versions it uses. */
    versions: z.array(z.object({ id: z.uuid(), model: z.string(), version: z.int(), origin: z.string() })),
    /** The version it published. */
    published: z.object({ id: z.uuid(), model: z.string(), version: z.int() }).nullable(),
    promptCount: z.int().nullable(),
    responses: z.int(),
    /** The newest attempt. */
    attempt: z
      .object({
        number: z.int(),
        epoch: z.int(),
        device: z.record(z.string(), z.unknown()).nullable(),
        resumedFromStep: z.int().nullable(),
        outcome: z.string().nullable(),
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    /** The end of the newest attempt's output. */
    logTail: z.string(),
    /** What was told at the launch of what it would take, and what it took. */
    estimate: runEstimate.nullable(),
    took: runTook,
  })
  .meta({ id: 'Run' });
export type RunDetail = z.infer<typeof runDetail>;

/** A place in a run's live stream: epoch and metric number. */
export const runCursor = z.string().regex(/^\d{1,10}\.\d{1,18}$/);

export const runMetricsQuery = z.object({
  name: z
    .union([z.string().max(200), z.array(z.string().max(200)).max(100)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  buckets: z.coerce.number().int().min(10).max(5000).default(1000),
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
});

/** A bucket of steps: the value of its last one, the range of all, and how many were no numbers. */
export const metricBucket = z.object({
  step: z.int(),
  last: eventNumber,
  /** When the last one came, in milliseconds since 1970. */
  time: z.number(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  count: z.int(),
  nonFinite: z.int(),
});
export const runMetrics = z
  .object({
    series: z.array(z.object({ name: z.string(), points: z.array(metricBucket) })),
    /** Where the live stream goes on without a gap. */
    cursor: runCursor,
    /** The server's time, which those of the points are to be read against. */
    now: z.number(),
  })
  .meta({ id: 'RunMetrics' });
export type RunMetrics = z.infer<typeof runMetrics>;

export const runHistogramsQuery = z.object({
  /** Steps at most; where there are more, those evenly apart, the first and the newest among them. */
  steps: z.coerce.number().int().min(2).max(500).default(60),
});
/** How values were spread at a step: the counts of bins of one width that are not empty. */
export const runHistogram = z.object({
  name: z.string(),
  step: z.int(),
  width: z.number(),
  bins: z.array(z.object({ low: z.number(), count: z.number() })),
});
export const runHistograms = z.object({ items: z.array(runHistogram) }).meta({ id: 'RunHistograms' });
export type RunHistograms = z.infer<typeof runHistograms>;

export const runResponse = z
  .object({
    id: z.uuid(),
    promptId: z.uuid(),
    /** The first 300 characters of the prompt. */
    promptExcerpt: z.string(),
    version: z.object({ id: z.uuid(), model: z.string(), version: z.int() }).nullable(),
    sampleIndex: z.int(),
    text: z.string(),
    finishReason: z.enum(['stop', 'length', 'imported', 'error']),
    tokens: z.int().nullable(),
    promptTokens: z.int().nullable(),
    logprob: z.number().nullable(),
    seed: z.int().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'RunResponse' });
export type RunResponse = z.infer<typeof runResponse>;
export const runResponsePage = page(runResponse).meta({ id: 'RunResponsePage' });

export const runSample = z.object({
  step: z.int(),
  ordinal: z.int(),
  prompt: z.string(),
  completion: z.string(),
  reward: eventNumber.nullable(),
});
export type RunSample = z.infer<typeof runSample>;
export const runSamples = z.object({ items: z.array(runSample) }).meta({ id: 'RunSamples' });

/** What the live stream says, by event name. Only `metrics` carries an id to go on from. */
export type RunStreamEvents = {
  /** The run as it stands now. */
  run: RunDetail;
  /** A new attempt took over: points after this step are no longer true; null drops all of them. */
  reset: { afterStep: number | null };
  /** New points, oldest first: name, step, value, and when it came in milliseconds since 1970. */
  metrics: [string, number, z.infer<typeof eventNumber>, number][];
};
