import type { TrackerName } from '@prefloop/contract';
import type { OpenDatabase } from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import type { Logger } from 'pino';
import type { PythonEnvironment } from './environment.ts';

export type WorkerConfig = {
  dataFolder: string;
  cacheFolder: string;
  secret: string;
  /** One entry per slot: the CUDA devices its trainer may see, or undefined for all. */
  slots: (string | undefined)[];
  /** Silence after which a trainer counts as hung; null: never. */
  hangMs: number | null;
  /** Where runs may send their figures. */
  trackers: TrackerName[];
  /** Folders below which registered models may lie. */
  modelRoots: string[];
  hub: { url: string | undefined; token: string | undefined; offline: boolean };
};

/** What everything in the worker is handed. */
export type WorkerDeps = {
  db: OpenDatabase['db'];
  pool: OpenDatabase['pool'];
  queue: JobQueue;
  log: Logger;
  config: WorkerConfig;
  environment: PythonEnvironment;
};
