import { rm } from 'node:fs/promises';
import { AppError } from '@prefloop/contract';
import { alone, endPreparing, findModelVersion, type ModelVersion } from '@prefloop/db';
import { z } from 'zod';
import type { WorkerDeps } from '../deps.ts';
import { allowedFolder, checkFolder } from '../models/check-folder.ts';
import { convertBundled } from '../models/convert-bundled.ts';
import { checkEndpoint } from '../models/endpoint.ts';
import { fetchHubModel, hubLocation } from '../models/fetch-hub-model.ts';
import { allowedRoots, modelFolder } from '../models/model-folder.ts';
import { UnusableModel } from '../models/unusable.ts';

const folderLocation = z.looseObject({ path: z.string() });

type Prepared = { facts: Record<string, unknown>; location?: Record<string, unknown> };

/**
 * Checks, converts or fetches a version and says how that ended. Several rings for one version are one work, over
 * all workers. A bundled model needs the Python environment: until that is ready the version stays as it is, and
 * is rung for again.
 */
export async function prepareModel(deps: WorkerDeps, versionId: string): Promise<void> {
  await alone(deps.pool, `prepare-model ${versionId}`, async () => {
    const version = await findModelVersion(deps.db, versionId);
    if (version?.status !== 'preparing') return;
    if (version.origin === 'bundled' && deps.environment.python() === null) return;
    try {
      const { facts, location } = await prepare(deps, version);
      await endPreparing(deps.db, version.id, {
        status: 'ready',
        facts,
        ...(location === undefined ? {} : { location }),
      });
    } catch (error) {
      if (!(error instanceof AppError)) deps.log.error({ err: error, versionId }, 'preparing a model failed');
      const reason = error instanceof Error ? error.message : String(error);
      const facts = error instanceof UnusableModel ? error.facts : {};
      await endPreparing(deps.db, version.id, { status: 'failed', error: reason, facts });
    }
  });
}

async function prepare(deps: WorkerDeps, version: ModelVersion): Promise<Prepared> {
  const { config } = deps;
  switch (version.origin) {
    case 'bundled': {
      const python = deps.environment.python();
      if (python === null) throw new AppError('ENVIRONMENT_FAILED', { message: 'Python is not ready.' });
      return { facts: await checkFolder(await convertBundled(deps, python)) };
    }
    case 'folder': {
      const asked = folderLocation.parse(version.location).path;
      const path = await allowedFolder(asked, allowedRoots(config));
      // The path with links followed is what was checked, so that is what is used from now on.
      return { facts: await checkFolder(path), location: { ...version.location, path } };
    }
    case 'hub': {
      const folder = modelFolder(config, version);
      await fetchHubModel(hubLocation.parse(version.location), folder, config.hub);
      const facts = await checkFolder(folder).catch(async (error: unknown) => {
        await rm(folder, { recursive: true, force: true });
        throw error;
      });
      return { facts };
    }
    case 'endpoint':
      return { facts: await checkEndpoint(version, config.secret) };
    case 'trained':
      return { facts: await checkFolder(modelFolder(config, version)) };
  }
}
