import type { TrainingPlan } from '../launch.ts';
import { hasReference, isReinforced } from '../methods.ts';
import { sayCount } from './table.ts';
import type { Work } from './work.ts';

/** What of a model decides how much memory its training takes. */
export type ModelShape = {
  parameters: number;
  vocabulary: number;
  /** Width and number of its layers. */
  hidden: number;
  layers: number;
};

/** Python with its libraries; on a GPU the driver's own share is about as much. */
const program = 0.9e9;
/** Bytes of a weight in fp32, of its gradient, and of Adam's two moments. */
const weight = 4;
const gradient = 4;
const moments = 8;
/** Weights of an adapter on all linear layers, by the rank and a layer's width. */
const adapterShare = (rank: number, hidden: number) => Math.min(1, (1.3 * rank) / hidden);
/**
 * Values that a layer keeps of each token and unit of its width until the gradient has passed, those of an adapter
 * among them, and copies of the logits, all in fp32. Fitted to what DPO of SmolLM2-135M held on two cores in bf16: 7.4 GB
 * with all its weights, 6.7 GB with an adapter, at four pairs of up to 217 tokens at once.
 */
const keptByLayer = { full: 28, adapter: 36 };
const keptLogits = 4;

/** How far the need for memory may be off by the table, either way. */
export const memorySpread = 1.35;

export type MemoryByTable = { bytes: number; formula: string };

/** The most memory that the run holds at once, and how that is come by. */
export function memoryByTable(plan: TrainingPlan, work: Work, model: ModelShape): MemoryByTable {
  const { method, config } = plan;
  const { params } = config;
  const { parameters, vocabulary, hidden, layers } = model;
  const trainedModels = method === 'ppo' ? 2 : 1;
  const trained = params.lora === null ? parameters : parameters * adapterShare(params.lora.rank, hidden);
  const models = trainedModels + readOnly(plan);
  const weights = models * parameters * weight;
  const learnt = trainedModels * trained;
  const kept = params.lora === null ? keptByLayer.full : keptByLayer.adapter;
  // Computed again where they are needed, all that is kept of a layer is what comes in.
  const keptLayers = params.gradientCheckpointing ? layers + kept : layers * kept;
  // A reward model writes nothing, so it has no logits.
  const logits = method === 'reward' ? 0 : vocabulary * keptLogits;
  const activations = work.atOnce * (hidden * keptLayers + logits) * 4;
  // Gradients come as activations go, so both are never there whole.
  const passing = Math.max(activations, learnt * gradient);
  const parts = [
    `${gigabytes(weights)} for ${models === 1 ? 'the weights' : `the weights of ${models} models`}`,
    `${gigabytes(learnt * moments)} for Adam`,
    `${gigabytes(passing)} for ${sayCount(work.atOnce)} tokens at once`,
    `${gigabytes(program)} for the program`,
  ];
  return { bytes: weights + learnt * moments + passing + program, formula: parts.join(' + ') };
}

/** Models in memory that do not learn: the reference, unless the adapter stands on it, and the reward model. */
function readOnly({ method, config }: TrainingPlan): number {
  const named = 'referenceVersionId' in config ? config.referenceVersionId : null;
  const onBase = named === null || named === config.baseVersionId;
  const reference = hasReference(method) && !(config.params.lora !== null && onBase) ? 1 : 0;
  return reference + (isReinforced(method) ? 1 : 0);
}

/**
 * A model's shape by what is known of it. Where only its parameters are, the width is taken to grow with their cube
 * root, as it does in models between a hundred million and some billions of them.
 */
export function shapeOf(facts: Record<string, unknown>): ModelShape | null {
  const { parameters, vocabulary, hiddenSize, layers } = facts;
  if (typeof parameters !== 'number' || parameters <= 0) return null;
  const words = typeof vocabulary === 'number' ? vocabulary : 50_000;
  const hidden = typeof hiddenSize === 'number' ? hiddenSize : Math.ceil(1.4 * Math.cbrt(parameters));
  const inLayers = Math.max(0, parameters - words * hidden);
  return {
    parameters,
    vocabulary: words,
    hidden,
    // A layer of a decoder has about twelve times its width squared (Kaplan et al. 2020, table 1).
    layers: typeof layers === 'number' ? layers : Math.max(1, Math.round(inLayers / (12 * hidden ** 2))),
  };
}

export function gigabytes(bytes: number): string {
  const value = bytes / 1e9;
  return `${value < 0.1 ? value.toFixed(3) : value.toFixed(1)} GB`;
}
