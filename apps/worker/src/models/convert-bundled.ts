import { access, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WorkerDeps } from '../deps.ts';
import { startBundledModel } from '../trainer.ts';
import { bundledFolder } from './model-folder.ts';
import { unusable } from './unusable.ts';

/** Converts the bundled model into the cache unless it is there. The folder appears whole or not at all. */
export async function convertBundled(deps: Pick<WorkerDeps, 'config'>, python: string): Promise<string> {
  const destination = bundledFolder(deps.config);
  const there = await access(join(destination, 'config.json')).then(
    () => true,
    () => false,
  );
  if (there) return destination;
  const logPath = join(deps.config.dataFolder, 'logs', 'bundled-model.log');
  await mkdir(dirname(logPath), { recursive: true });
  await mkdir(dirname(destination), { recursive: true });
  const program = startBundledModel({ python, destination, logPath });
  const end = await program.ended;
  if (end.code !== 0) {
    const why = end.startError?.message ?? program.logTail().trim().split('\n').slice(-3).join(' ');
    throw unusable(`The bundled model could not be converted: ${why.slice(-600)} (the log is ${logPath})`);
  }
  return destination;
}
