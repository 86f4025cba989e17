import { type PipelinePreview, type RunLaunch, type RunPriority, runLaunch } from '@prefloop/contract';
import {
  createPipeline,
  createRun,
  type DbOrTransaction,
  type ProjectNames,
  promiseVersion,
  readNames,
} from '@prefloop/db';
import { documentKey } from '../runs/document/keys.ts';
import { readLaunch } from '../runs/document/read-document.ts';
import { type Fault, placed, refusal } from '../runs/document/yaml-text.ts';
import { planRun, type RunPlan } from '../runs/plan-run.ts';
import { readPipeline, type WrittenStep } from './read-pipeline.ts';
import { nameSteps, spreadSteps } from './step-names.ts';
import type { Sweep } from './sweep.ts';

type Finding = PipelinePreview['problems'][number];

/** One run to be made of a step: a swept step comes to several. */
type Variant = { key: string; launch: RunLaunch; name: string };

/** What a step comes to: its runs' keys, and the versions that they will publish where they train. */
export type LaidStep = { runs: { key: string; versionId: string | null }[] };

export type LaidPipeline = { id: string; runIds: string[]; preview: PipelinePreview };

/**
 * Lays out all runs of a pipeline, each upon the versions that those before it promise. Within a transaction: where
 * there are problems, or only a look was wanted, the caller takes it all back. Throws BAD_FILE where the document
 * cannot be read.
 */
export async function layPipeline(
  tx: DbOrTransaction,
  where: { projectId: string; dataFolder: string; createdBy: string },
  text: string,
): Promise<LaidPipeline> {
  const { head, steps, lines } = readPipeline(text);
  const names = await readNames(tx, where.projectId);
  const pipeline = await createPipeline(tx, {
    projectId: where.projectId,
    createdBy: where.createdBy,
    name: head.name,
    text,
    onError: head.onError,
    budgetHours: head.budget?.hours ?? null,
  });
  const laid = new Map<string, LaidStep>();
  const preview: PipelinePreview = { steps: [], problems: [], warnings: [] };
  const unread: ReturnType<typeof placed> = [];
  const runIds: string[] = [];
  for (const step of steps) {
    // What is wrong with a step is told there, and not once more at those that need it.
    if (step.needs.some((need) => !laid.has(need))) continue;
    const { variants, faults } = readStep(step, names, laid, pipeline.name);
    unread.push(...placed(step.document, lines, faults, ['steps', step.key]));
    if (faults.length > 0) continue;
    const runs: LaidStep['runs'] = [];
    for (const variant of variants) {
      const plan = await planRun(tx, { ...where, sparing: head.onError === 'continue' }, variant.launch);
      const place = { pipelineId: pipeline.id, order: runIds.length, priority: head.priority };
      const stored = await layRun(tx, where, variant, plan, place);
      runs.push({ key: variant.key, versionId: stored?.version?.id ?? null });
      if (stored) runIds.push(stored.runId);
      preview.steps.push({
        ...plan.preflight,
        warnings: plan.preflight.warnings.filter(({ code }) => code !== 'VERSION_TRAINING'),
        step: variant.key,
        method: variant.launch.method,
        name: variant.name,
        needs: step.needs.flatMap((need) => laid.get(need)?.runs.map(({ key }) => key) ?? []),
        makes: stored?.version ? { model: stored.model, version: stored.version.version } : null,
      });
    }
    if (runs.length === variants.length) laid.set(step.key, { runs });
  }
  if (unread.length > 0) throw refusal(unread);
  for (const { step, problems, warnings } of preview.steps) {
    preview.problems.push(...problems.map((finding) => inStep(step, finding)));
    preview.warnings.push(...warnings.map((finding) => inStep(step, finding)));
  }
  preview.warnings = onceEach(preview.warnings);
  return { id: pipeline.id, runIds, preview };
}

/** The launches that a step comes to, or every fault in it. */
function readStep(
  step: WrittenStep,
  names: ProjectNames,
  laid: ReadonlyMap<string, LaidStep>,
  pipelineName: string,
): { variants: Variant[]; faults: Fault[] } {
  const spread = spreadSteps(step.document, step.needs, laid);
  const { launch, faults: read } = readLaunch(step.document, nameSteps(names, laid));
  if (spread.length > 0) {
    // A name that stands for several models is no version either: that is told already.
    const told = new Set(spread.map(({ path }) => path.join('.')));
    return { variants: [], faults: [...spread, ...read.filter(({ path }) => !told.has(path.join('.')))] };
  }
  if (launch === null || read.length > 0) return { variants: [], faults: read };
  const variants: Variant[] = [];
  const own: Fault[] = [];
  for (const [index, sweep] of step.combinations.entries()) {
    const swept = withSweep(launch, sweep);
    own.push(...swept.faults);
    if (!swept.launch) continue;
    const several = step.combinations.length > 1;
    const key = several ? `${step.key}-${index + 1}` : step.key;
    const words = Object.entries(sweep).map(([name, value]) => `${name} ${value}`);
    const called = [launch.name ?? step.key, ...words].join(' ');
    const name = (launch.name !== undefined && !several ? launch.name : `${called} (${pipelineName})`).slice(
      0,
      200,
    );
    variants.push({ key, launch: swept.launch, name });
  }
  // All combinations with one bad value have the same fault.
  const seen = new Set<string>();
  const faults = own.filter(({ path, message }) => {
    const fault = `${path.join('.')} ${message}`;
    return !seen.has(fault) && seen.add(fault);
  });
  return { variants, faults };
}

function withSweep(launch: RunLaunch, sweep: Sweep): { launch: RunLaunch | null; faults: Fault[] } {
  if (Object.keys(sweep).length === 0) return { launch, faults: [] };
  const { config } = launch;
  if (!('params' in config)) {
    const message = `is for runs that train; ${launch.method} has no parameters to be swept.`;
    return { launch: null, faults: [{ path: ['sweep'], message }] };
  }
  const { seed, ...params } = sweep;
  const parsed = runLaunch.safeParse({
    ...launch,
    config: {
      ...config,
      ...(seed === undefined ? {} : { seed }),
      params: { ...config.params, ...params },
    },
  });
  if (parsed.success) return { launch: parsed.data, faults: [] };
  const faults = parsed.error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      const message = `is no parameter of ${launch.method}, and not its seed.`;
      return issue.keys.map((key) => ({ path: ['sweep', key], message }));
    }
    const message = `has a value that is not usable: ${issue.message.replace(/^Invalid input: /, '')}.`;
    return [{ path: ['sweep', String(issue.path.at(-1))], message }];
  });
  return { launch: null, faults };
}

/** Stores a run with the version that it promises; null where it names what is not there. */
async function layRun(
  tx: DbOrTransaction,
  where: { projectId: string; createdBy: string },
  variant: Variant,
  plan: RunPlan,
  place: { pipelineId: string; order: number; priority: RunPriority },
) {
  const nowhere = ['VERSION_UNKNOWN', 'SNAPSHOT_UNKNOWN', 'PROMPT_UNKNOWN'];
  if (plan.preflight.problems.some(({ code }) => nowhere.includes(code))) return null;
  const { projectId, createdBy } = where;
  const { method } = variant.launch;
  const run = await createRun(tx, {
    projectId,
    createdBy,
    method,
    priority: place.priority,
    name: variant.name,
    ...(await plan.run()),
    pipelineId: place.pipelineId,
    step: variant.key,
    stepOrder: place.order,
  });
  if (!plan.training) return { runId: run.id, version: null, model: '' };
  const { config } = plan.training;
  const version = await promiseVersion(tx, {
    projectId,
    createdBy,
    runId: run.id,
    model: { name: config.modelName, description: `Trained from ${method} runs.` },
    purpose: method === 'reward' ? 'reward' : 'policy',
    baseVersionId: config.baseVersionId,
    snapshotId: config.snapshotId,
  });
  return { runId: run.id, version, model: config.modelName };
}

/** A finding by its place in the pipeline's document. */
function inStep(step: string, { path, ...finding }: Finding): Finding {
  const [first, field, ...rest] = path.split('.');
  const inner = first === 'config' && field !== undefined ? [documentKey(field), ...rest] : [path];
  return { ...finding, path: ['steps', step, ...inner].filter((part) => part !== '').join('.') };
}

/** What is the same at every step, such as that no worker is there, is told once. */
function onceEach(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ message }) => !seen.has(message) && seen.add(message));
}
