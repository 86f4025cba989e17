import type { ModelVersion } from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import { convertBundled } from './convert-bundled.ts';
import { modelFolder } from './model-folder.ts';

/** The folder with a version's weights, made first where only this machine is without it. */
export async function readyFolder(deps: WorkerDeps, version: ModelVersion): Promise<string> {
  const python = deps.environment.python();
  // Prepared on another machine, perhaps: this one's cache may still be without it.
  if (version.origin === 'bundled' && python !== null) await convertBundled(deps, python);
  return modelFolder(deps.config, version);
}
