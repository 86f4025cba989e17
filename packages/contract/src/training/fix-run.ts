import type { RunMethod } from '../resources/runs.ts';

/** Settings to change so that a failed run may come through, and why these. */
export type RunFix = { changes: Record<string, number | boolean>; reason: string };

type Settings = Record<string, unknown>;

/**
 * What to change in a run that failed for a cause whose cure is known; null for any other. `settings` are the run's
 * parameters, spelled out; for runs that train nothing its config.
 */
export function fixFor(method: RunMethod, code: string, settings: Settings): RunFix | null {
  if (code === 'DIVERGED') return slowerRate(settings);
  if (code !== 'OUT_OF_MEMORY') return null;
  if (method === 'generate') return halved(settings, 'tokenBudget', 'Half the tokens in a batch.', 16);
  if (method === 'score') return halved(settings, 'batchSize', 'Half the responses at once.', 1);
  return lessAtOnce(settings);
}

/** A tenth, as the trainer advises where a loss stopped being a number. */
function slowerRate({ learningRate }: Settings): RunFix | null {
  if (typeof learningRate !== 'number') return null;
  const changes = { learningRate: Number((learningRate / 10).toPrecision(3)) };
  return { changes, reason: 'A tenth of the learning rate.' };
}

/** The result stays the same: the batch is cut into smaller pieces, or what can be computed again is not kept. */
function lessAtOnce(settings: Settings): RunFix | null {
  const { microBatch, batchSize, minibatches, sampleBatch, gradientCheckpointing, maxLength } = settings;
  if (typeof microBatch !== 'number' || typeof batchSize !== 'number') return null;
  const rows = typeof minibatches === 'number' ? batchSize / minibatches : batchSize;
  const less = Array.from({ length: Math.floor(microBatch / 2) }, (_, index) => index + 1)
    .filter((size) => rows % size === 0)
    .at(-1);
  if (less !== undefined) {
    const sampled = typeof sampleBatch === 'number' ? { sampleBatch: Math.ceil(sampleBatch / 2) } : {};
    return {
      changes: { microBatch: less, ...sampled },
      reason: 'Fewer rows in memory at once; the batch and the result stay the same.',
    };
  }
  if (gradientCheckpointing === false) {
    const reason = 'Activations are computed again instead of kept: less memory, about a third more time.';
    return { changes: { gradientCheckpointing: true }, reason };
  }
  return halved({ maxLength }, 'maxLength', 'Half the length; longer rows are left out.', 64);
}

function halved(settings: Settings, name: string, reason: string, least: number): RunFix | null {
  const value = settings[name];
  if (typeof value !== 'number' || value <= least) return null;
  return { changes: { [name]: Math.max(least, Math.floor(value / 2)) }, reason };
}
