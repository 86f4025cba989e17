import { createHash } from 'node:crypto';
import type { RunPreflight, ScoreConfig } from '@prefloop/contract';
import { choosePrompts, countUnscored, type DbOrTransaction, listWorkers } from '@prefloop/db';
import { checkVersions } from './check-versions.ts';
import { checkWorkers } from './check-workers.ts';
import { checkPrompts, mostPrompts } from './preflight-generate.ts';

export type ScorePlan = { preflight: RunPreflight; promptIds: string[] };

/** Looks whether a launch can succeed, and how many responses it would score. */
export async function preflightScore(
  db: DbOrTransaction,
  projectId: string,
  config: ScoreConfig,
): Promise<ScorePlan> {
  const promptIds = await choosePrompts(db, projectId, config.prompts, mostPrompts + 1);
  const versions = await checkVersions(db, projectId, config.versionIds, 'reward');
  const prompts = checkPrompts(config, promptIds);
  const asked = promptIds.slice(0, mostPrompts);
  const responses = await countUnscored(db, asked, config.versionIds);
  const nothing =
    prompts.length === 0 && responses === 0
      ? [
          {
            path: 'config.prompts',
            code: 'NOTHING_TO_SCORE',
            message: 'These prompts have no response that is not scored by all of these models already.',
          },
        ]
      : [];
  return {
    preflight: {
      problems: [...versions.problems, ...prompts, ...nothing],
      warnings: [...versions.warnings, ...checkWorkers(await listWorkers(db), versions.local)],
      size: { prompts: asked.length, responses },
      training: null,
      estimate: null,
    },
    promptIds,
  };
}

/** Names what decides the result; how it is executed is left out. */
export function hashScore({ versionIds }: ScoreConfig, promptIds: string[]): string {
  const text = JSON.stringify({ method: 'score', versionIds, promptIds: promptIds.toSorted() });
  return createHash('sha256').update(text).digest('hex');
}
