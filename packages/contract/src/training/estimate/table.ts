import type { Work } from './work.ts';

/**
 * What was measured once, for when no run of one's own is there to go by: SmolLM2-135M on two cores in bf16. A step of
 * training on 8 x 128 tokens took 2.4 s, forwards alone .35 s, and 16 answers at a time were written at 230 tokens a
 * second. Times grow with the parameters, and fall with the cores.
 */
const measured = {
  parameters: 134.5e6,
  cores: 2,
  secondsPerTrained: 2.4 / 1024,
  secondsPerForward: 0.35 / 1024,
  secondsPerSampled: 1 / 230,
};
/** To start Python, load the models, and publish. */
const secondsToStart = 30;

/** Floating-point operations a second that a GPU is taken to do in training, as large ones do with small batches. */
const gpuOperations = 2e13;
/** Tokens a second that it is taken to write, of a model of 135 million parameters. */
const gpuSampled = 2_000;

/** How far a time by the table may be off, either way: it says the order of magnitude and no more. */
export const tableSpread = 4;

export type ComputeDevice = { kind: 'cpu' | 'cuda'; cores: number };
/** `formula` is that of the work alone. */
export type TimeByTable = { work: number; start: number; formula: string };

/** Seconds that a run takes by the table, at work and to start, and how that is come by. */
export function timeByTable(work: Work, parameters: number, device: ComputeDevice): TimeByTable {
  const each = device.kind === 'cuda' ? onGpu(parameters) : onCpu(parameters, device.cores);
  const seconds = work.trained * each.trained + work.forward * each.forward + work.sampled * each.sampled;
  const parts = [
    part(work.trained, 'trained', each.trained),
    part(work.forward, 'only read', each.forward),
    part(work.sampled, 'written', each.sampled),
  ].filter((text) => text !== null);
  return { work: seconds, start: secondsToStart, formula: parts.join(' + ') };
}

function onCpu(parameters: number, cores: number) {
  const scale = (parameters / measured.parameters) * (measured.cores / Math.max(1, cores));
  return {
    trained: measured.secondsPerTrained * scale,
    forward: measured.secondsPerForward * scale,
    sampled: measured.secondsPerSampled * scale,
  };
}

function onGpu(parameters: number) {
  return {
    // Six operations a parameter and token to train, two to read (Kaplan et al. 2020, section 2.1).
    trained: (6 * parameters) / gpuOperations,
    forward: (2 * parameters) / gpuOperations,
    sampled: parameters / measured.parameters / gpuSampled,
  };
}

function part(tokens: number, what: string, seconds: number): string | null {
  if (tokens < 1) return null;
  return `${sayCount(tokens)} tokens ${what} × ${sayMilliseconds(seconds)}`;
}

const counts = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export function sayCount(value: number): string {
  return counts.format(value);
}

function sayMilliseconds(seconds: number): string {
  return `${counts.format(seconds * 1000)} ms`;
}
