import type { RunEstimate } from '../../resources/run-estimate.ts';
import type { WorkerDevice } from '../../resources/workers.ts';
import { kindWanted } from '../estimate/finished-runs.ts';
import { gigabytes } from '../estimate/memory.ts';
import type { TrainingPlan } from '../launch.ts';
import { diskNeed } from '../plan.ts';
import type { Finding, TrainingFacts } from './facts.ts';

/** Whether the run fits on the disk, in the memory and on a device that is there. */
export function judgeMachine(
  plan: TrainingPlan,
  facts: TrainingFacts,
  estimate: RunEstimate | null,
): { problems: Finding[]; warnings: Finding[] } {
  const device = judgeDevice(plan, facts.machines);
  const memory = device === null ? judgeMemory(plan, facts.machines, estimate) : null;
  const problems = [judgeDisk(plan, facts), device, memory?.forbids ? memory.finding : null];
  const warnings = [memory && !memory.forbids ? memory.finding : null];
  return {
    problems: problems.filter((finding) => finding !== null),
    warnings: warnings.filter((finding) => finding !== null),
  };
}

function judgeDisk(plan: TrainingPlan, { versions, freeBytes }: TrainingFacts): Finding | null {
  const parameters = versions.find(({ id }) => id === plan.config.baseVersionId)?.facts.parameters;
  if (typeof parameters !== 'number' || freeBytes === null) return null;
  const need = diskNeed(plan, parameters);
  if (freeBytes >= need) return null;
  const message = `The data folder has ${gigabytes(freeBytes)} free; three checkpoints and the model need ${gigabytes(need)}. Free some space, or train an adapter (LoRA).`;
  return { path: 'config.params.saveSteps', code: 'DISK_FULL', message };
}

/** A worker takes any run, so one without the device would take this one only to fail. */
function judgeDevice({ config }: TrainingPlan, machines: WorkerDevice[]): Finding | null {
  if (config.device.kind !== 'cuda' || machines.length === 0) return null;
  if (machines.some(({ kind }) => kind === 'cuda')) return null;
  const message =
    'It asks for a GPU, and no worker has one. Choose the device Automatic, or start a worker on a machine with a GPU.';
  return { path: 'config.device.kind', code: 'DEVICE_UNAVAILABLE', message };
}

/** Held against the largest machine. What may just fit is told and not forbidden. */
function judgeMemory(
  plan: TrainingPlan,
  machines: WorkerDevice[],
  estimate: RunEstimate | null,
): { forbids: boolean; finding: Finding } | null {
  const kind = kindWanted(plan, machines);
  const sizes = machines
    .filter((machine) => kind === 'cpu' || machine.kind === kind)
    .flatMap((machine) => (kind === 'cuda' ? (machine.gpuMemoryBytes ?? []) : machine.memoryBytes));
  if (estimate === null || sizes.length === 0) return null;
  const [size, { low, high }] = [Math.max(...sizes), estimate.memoryBytes];
  if (high <= size) return null;
  const what = kind === 'cuda' ? 'GPU' : 'machine';
  const remedy =
    plan.config.params.microBatch > 1
      ? 'Lower the micro-batch, which changes no result'
      : 'Switch on Recompute activations or lower the maximal length';
  const train = plan.config.params.lora === null ? ', or train an adapter (LoRA)' : '';
  const message = `It needs ${gigabytes(low)} to ${gigabytes(high)} at once, and the ${what} has ${gigabytes(size)}. ${remedy}${train}.`;
  const forbids = low > size;
  const code = forbids ? 'MEMORY_SHORT' : 'MEMORY_TIGHT';
  return { forbids, finding: { path: 'config.params.microBatch', code, message } };
}
