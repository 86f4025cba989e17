import { findModelVersion, type ModelVersion } from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import { unusable } from './unusable.ts';

/** The versions a run names, in their order. */
export async function loadVersions(deps: WorkerDeps, ids: string[]): Promise<ModelVersion[]> {
  const versions: ModelVersion[] = [];
  for (const id of ids) {
    const version = await findModelVersion(deps.db, id);
    if (!version)
      throw unusable('A model version of this run was deleted. Launch it again with another one.');
    versions.push(version);
  }
  return versions;
}
