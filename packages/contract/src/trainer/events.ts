import { z } from 'zod';
import { chatMessage } from './rows.ts';

/** A number as it stands in an event line: JSON has no NaN and no infinity, so those travel as words. */
export const eventNumber = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
export type EventNumber = z.infer<typeof eventNumber>;

/** An event's number as a JavaScript number, non-finite ones included. */
export function fromEventNumber(value: EventNumber): number {
  return typeof value === 'number' ? value : Number(value);
}

const envelope = {
  /** Counts from 1 within one events file, without gaps. */
  seq: z.int().min(1),
  epoch: z.int().min(0),
  time: z.iso.datetime(),
};
const step = z.int().min(0);

export const startedEvent = z.object({
  ...envelope,
  kind: z.literal('started'),
  method: z.string(),
  device: z.enum(['cpu', 'cuda']),
  deviceName: z.string(),
  precision: z.enum(['fp32', 'bf16']),
  threads: z.int().min(1),
  processes: z.int().min(1),
  /** The step taken up from a checkpoint, or null on a fresh start. */
  resumedFromStep: step.nullable(),
  versions: z.record(z.string(), z.string()),
});
export const metricEvent = z.object({
  ...envelope,
  kind: z.literal('metric'),
  step,
  name: z.string().min(1),
  value: eventNumber,
});
export const sampleEvent = z.object({
  ...envelope,
  kind: z.literal('sample'),
  step,
  promptId: z.string(),
  prompt: z.array(chatMessage),
  completion: z.string(),
  finishReason: z.enum(['stop', 'length']),
  reward: eventNumber.optional(),
});
export const progressEvent = z.object({
  ...envelope,
  kind: z.literal('progress'),
  step,
  total: step,
  unit: z.enum(['step', 'response']),
});
export const checkpointEvent = z.object({
  ...envelope,
  kind: z.literal('checkpoint'),
  step,
  /** The manifest's path within the output folder; its folder is what a later attempt resumes from. */
  manifest: z.string(),
});
export const warningEvent = z.object({
  ...envelope,
  kind: z.literal('warning'),
  code: z.string(),
  message: z.string(),
});
export const artifactEvent = z.object({
  ...envelope,
  kind: z.literal('artifact'),
  name: z.enum(['model', 'responses', 'evaluation']),
  /** A file or folder within the output folder. */
  path: z.string(),
  /** A folder's manifest, within the output folder. */
  manifest: z.string().nullable(),
  bytes: z.int().min(0),
});
export const finishedEvent = z.object({
  ...envelope,
  kind: z.literal('finished'),
  /** `stopped`: told to end early; what was reached is saved as a checkpoint and nothing is published. */
  reason: z.enum(['completed', 'stopped']),
  step,
  /** What the stage reports of itself, by name. */
  figures: z.record(z.string(), eventNumber),
});
export const failureCodes = [
  'SPEC_INVALID',
  'DATA_INVALID',
  'DATA_EMPTY',
  'MODEL_UNUSABLE',
  'PAD_IS_EOS',
  'DEVICE_UNAVAILABLE',
  'CHECKPOINT_INVALID',
  'OUT_OF_MEMORY',
  'OUT_OF_DISK',
  'DIVERGED',
  'PARENT_GONE',
  'TRACKER_MISSING',
  'INTERNAL',
] as const;
export const failedEvent = z.object({
  ...envelope,
  kind: z.literal('failed'),
  /** `DIVERGED` ends the run in that state; every other code as failed. */
  code: z.enum(failureCodes),
  message: z.string(),
  hint: z.string(),
});

/** One line of a trainer's `events.jsonl`. */
export const trainerEvent = z.discriminatedUnion('kind', [
  startedEvent,
  metricEvent,
  sampleEvent,
  progressEvent,
  checkpointEvent,
  warningEvent,
  artifactEvent,
  finishedEvent,
  failedEvent,
]);
export type TrainerEvent = z.infer<typeof trainerEvent>;
export type TrainerFailureCode = (typeof failureCodes)[number];
