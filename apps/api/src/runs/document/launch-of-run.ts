import { AppError, type RunLaunch, runLaunch, trainingMethods } from '@prefloop/contract';
import type { ProjectNames, RunDetailRow } from '@prefloop/db';
import { shortened } from './write-document.ts';

/** What would launch a run again as it was: what was added at its launch is left to the next one. */
export function launchOfRun(run: RunDetailRow, names: ProjectNames): RunLaunch {
  const { versionIds, promptIds: _prompts, optionalVersionIds: _optional, modelName, ...config } = run.config;
  const training = trainingMethods.some((method) => method === run.method);
  const base = names.versions.find(({ id }) => id === config.baseVersionId);
  // The name that a launch without one gave the model would tie a clone of another base to this one.
  const named = modelName === undefined || modelName === `${base?.model} ${run.method}`.slice(0, 100);
  const parsed = runLaunch.safeParse({
    method: run.method,
    ...(run.name === `${run.method} ${run.number}` ? {} : { name: run.name }),
    config: {
      ...config,
      ...(training ? {} : { versionIds: askedOf(versionIds, config) }),
      ...(named ? {} : { modelName }),
    },
  });
  if (!parsed.success) {
    throw new AppError('RUN_STATE', {
      message: `Run ${run.number} cannot be launched again as it stands: its settings are of an earlier version of Prefloop. Fill in the form instead.`,
    });
  }
  return runLaunch.parse(shortened(parsed.data));
}

/** An evaluation is stored with its baseline and its reward model among the versions; a launch names them apart. */
function askedOf(versionIds: unknown, config: Record<string, unknown>): unknown {
  const apart = [config.baselineVersionId, config.rewardVersionId];
  return Array.isArray(versionIds) ? versionIds.filter((id) => !apart.includes(id)) : versionIds;
}
