import { createHash } from 'node:crypto';
import type { EvaluateConfig, EvaluatePlan, RunPreflight } from '@prefloop/contract';
import { choosePrompts, type DbOrTransaction, findSnapshotHash, listWorkers } from '@prefloop/db';
import { checkVersions } from './check-versions.ts';
import { checkWorkers } from './check-workers.ts';
import { checkPrompts, mostPrompts } from './preflight-generate.ts';

type Finding = RunPreflight['problems'][number];
/** Fewer prompts than these leave an interval that tells next to nothing. */
const fewPrompts = 30;

/** Looks whether an evaluation can succeed, and which prompts its models would answer. */
export async function preflightEvaluate(
  db: DbOrTransaction,
  projectId: string,
  config: EvaluateConfig,
): Promise<{ preflight: RunPreflight; plan: EvaluatePlan }> {
  const { baselineVersionId, versionIds, rewardVersionId, snapshotId } = config;
  const known = snapshotId === null || (await findSnapshotHash(db, projectId, snapshotId)) !== null;
  const promptIds = known
    ? await choosePrompts(
        db,
        projectId,
        { ...config.prompts, ...(snapshotId === null ? {} : { keptBy: snapshotId }) },
        mostPrompts + 1,
      )
    : [];
  const compared = await checkVersions(db, projectId, versionIds, 'policy');
  const baseline = await checkVersions(
    db,
    projectId,
    [baselineVersionId],
    'policy',
    () => 'config.baselineVersionId',
  );
  const reward = await checkVersions(
    db,
    projectId,
    [rewardVersionId],
    'reward',
    () => 'config.rewardVersionId',
  );
  const versions = [compared, baseline, reward];
  const asked = Math.min(promptIds.length, mostPrompts);
  return {
    plan: {
      ...config,
      promptIds: promptIds.slice(0, mostPrompts),
      versionIds: [...new Set([baselineVersionId, ...versionIds, rewardVersionId])],
      optionalVersionIds: [],
    },
    preflight: {
      problems: [
        ...versions.flatMap(({ problems }) => problems),
        ...(known ? checkKept(config, promptIds) : [snapshotUnknown]),
      ],
      warnings: [
        ...versions.flatMap(({ warnings }) => warnings),
        ...warnOfFew(asked),
        ...checkWorkers(await listWorkers(db), true),
      ],
      size: { prompts: asked, responses: asked * config.samplesPerPrompt * (versionIds.length + 1) },
      training: null,
      estimate: null,
    },
  };
}

const snapshotUnknown: Finding = {
  path: 'config.snapshotId',
  code: 'SNAPSHOT_UNKNOWN',
  message: 'This project has no such snapshot. Choose another one.',
};

function checkKept(config: EvaluateConfig, promptIds: string[]): Finding[] {
  const { snapshotId } = config;
  if (promptIds.length > 0 || snapshotId === null) return checkPrompts(config, promptIds);
  const message =
    'The snapshot keeps no prompts for evaluation that fit this choice and are still in the project. Freeze one with an evaluation share above 0, or leave it out.';
  return [{ path: 'config.snapshotId', code: 'NO_EVAL_SPLIT', message }];
}

function warnOfFew(asked: number): Finding[] {
  if (asked === 0 || asked >= fewPrompts) return [];
  const message = `Only ${asked} prompts are asked: expect wide intervals.`;
  return [{ path: 'config.prompts', code: 'FEW_PROMPTS', message }];
}

/** Names what decides the result; how it is executed is left out. */
export function hashEvaluate(plan: EvaluatePlan): string {
  const {
    device: _device,
    tokenBudget: _budget,
    batchSize: _batch,
    prompts: _choice,
    snapshotId: _snapshot,
    optionalVersionIds: _optional,
    ...decides
  } = plan;
  // Parsed by the schema, so the keys stand in its order; no canonical form is needed.
  const text = JSON.stringify({ method: 'evaluate', ...decides, promptIds: plan.promptIds.toSorted() });
  return createHash('sha256').update(text).digest('hex');
}
