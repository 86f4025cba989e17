import { createHash } from 'node:crypto';
import type { GenerateConfig, RunPreflight } from '@prefloop/contract';
import { choosePrompts, type DbOrTransaction, listWorkers } from '@prefloop/db';
import { checkVersions } from './check-versions.ts';
import { checkWorkers } from './check-workers.ts';

type Finding = RunPreflight['problems'][number];

/** A run asks this many prompts at most. */
export const mostPrompts = 10_000;

export type GeneratePlan = { preflight: RunPreflight; promptIds: string[] };

/** Looks whether a launch can succeed, and which prompts it would ask. */
export async function preflightGenerate(
  db: DbOrTransaction,
  projectId: string,
  config: GenerateConfig,
): Promise<GeneratePlan> {
  const promptIds = await choosePrompts(db, projectId, config.prompts, mostPrompts + 1);
  const versions = await checkVersions(db, projectId, config.versionIds, 'policy');
  const prompts = checkPrompts(config, promptIds);
  const problems = [...versions.problems, ...prompts];
  const warnings = [
    ...versions.warnings,
    ...checkSampling(config),
    ...checkWorkers(await listWorkers(db), versions.local),
  ];
  const asked = Math.min(promptIds.length, mostPrompts);
  const responses = asked * config.samplesPerPrompt * config.versionIds.length;
  return {
    preflight: { problems, warnings, size: { prompts: asked, responses }, training: null, estimate: null },
    promptIds,
  };
}

export function checkPrompts(config: Pick<GenerateConfig, 'prompts'>, promptIds: string[]): Finding[] {
  const path = 'config.prompts';
  if (promptIds.length === 0) {
    const message = 'No prompt fits this choice. Loosen the filter, or import prompts first.';
    return [{ path, code: 'NO_PROMPTS', message }];
  }
  if (promptIds.length > mostPrompts) {
    const message = `More than ${mostPrompts} prompts fit. Set a limit, or narrow the filter.`;
    return [{ path, code: 'TOO_MANY_PROMPTS', message }];
  }
  const { ids } = config.prompts;
  if (ids !== undefined && promptIds.length < new Set(ids).size && config.prompts.limit === undefined) {
    const message = `${ids.length - promptIds.length} of the prompts named are not in this project.`;
    return [{ path, code: 'PROMPT_UNKNOWN', message }];
  }
  return [];
}

function checkSampling(config: GenerateConfig): Finding[] {
  if (config.temperature > 0 || config.samplesPerPrompt === 1) return [];
  const message =
    'At temperature 0 every answer to a prompt is the same, and identical answers are not paired.';
  return [{ path: 'config.temperature', code: 'IDENTICAL_ANSWERS', message }];
}

/**
 * Names what decides the result. How it is executed (device, batch size, requests at a time) is left out: two runs
 * with one hash are the same experiment.
 */
export function hashGenerate(config: GenerateConfig, promptIds: string[]): string {
  const {
    device: _device,
    tokenBudget: _budget,
    concurrency: _concurrency,
    prompts: _choice,
    ...decides
  } = config;
  // Parsed by the schema, so the keys stand in its order; no canonical form is needed.
  const text = JSON.stringify({ method: 'generate', ...decides, promptIds: promptIds.toSorted() });
  return createHash('sha256').update(text).digest('hex');
}
