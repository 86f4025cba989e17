import { join, resolve } from 'node:path';
import type { ModelVersion } from '@prefloop/db';
import { z } from 'zod';
import type { WorkerConfig } from '../deps.ts';
import { unusable } from './unusable.ts';

const withPath = z.looseObject({ path: z.string() });

/** Where the converted bundled model is kept: in the cache, so that a fresh installation finds it. */
export function bundledFolder(config: WorkerConfig): string {
  return join(config.cacheFolder, 'models', 'smollm2-135m-instruct');
}

/** The folder with a version's weights on this machine; endpoints have none. */
export function modelFolder(
  config: WorkerConfig,
  version: Pick<ModelVersion, 'id' | 'origin' | 'location'>,
): string {
  switch (version.origin) {
    case 'bundled':
      return bundledFolder(config);
    case 'folder':
      return withPath.parse(version.location).path;
    case 'hub':
      return join(config.dataFolder, 'models', version.id);
    case 'trained':
      return resolve(config.dataFolder, withPath.parse(version.location).path);
    case 'endpoint':
      throw unusable('A model behind an endpoint has no weights here: it can answer, and cannot be trained.');
  }
}

/** Folders below which a registered model may lie. */
export function allowedRoots(config: WorkerConfig): string[] {
  return [join(config.dataFolder, 'models'), ...config.modelRoots];
}
