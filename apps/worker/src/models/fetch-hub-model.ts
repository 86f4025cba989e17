import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { downloadFile, listFiles } from '@huggingface/hub';
import { z } from 'zod';
import type { WorkerConfig } from '../deps.ts';
import { unusable } from './unusable.ts';

export const hubLocation = z.looseObject({ repository: z.string(), revision: z.string() });

/** Only what a model is made of; whatever else the repository holds is left there. */
const wanted = /^[^/]+\.(safetensors|json|txt|model|jinja)$/;

/** Fetches a repository's weights and tokenizer into `folder`, which appears whole or not at all. */
export async function fetchHubModel(
  location: z.infer<typeof hubLocation>,
  folder: string,
  hub: WorkerConfig['hub'],
): Promise<void> {
  const name = `${location.repository} (${location.revision})`;
  if (hub.offline)
    throw unusable(`HF_HUB_OFFLINE is set, so ${name} is not fetched. Register a local folder.`);
  const source = {
    repo: { type: 'model' as const, name: location.repository },
    revision: location.revision,
    ...(hub.url === undefined ? {} : { hubUrl: hub.url }),
    ...(hub.token === undefined ? {} : { accessToken: hub.token }),
  };
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const files = await listWanted(source);
    if (!files.some(({ path }) => path.endsWith('.safetensors'))) {
      throw unusable(`${name} has no safetensors weights.`);
    }
    await checkSpace(
      partial,
      files.reduce((sum, { size }) => sum + size, 0),
    );
    for (const { path } of files) {
      const blob = await downloadFile({ ...source, path, xet: false });
      if (!blob) throw unusable(`${name}: ${path} vanished while it was fetched.`);
      // The two declarations of a web stream, the platform's and Node's, are the same thing.
      await pipeline(
        Readable.fromWeb(blob.stream() as ReadableStream),
        createWriteStream(join(partial, path)),
      );
    }
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw explained(name, error);
  }
}

async function listWanted(source: Parameters<typeof listFiles>[0]) {
  const files: { path: string; size: number }[] = [];
  for await (const entry of listFiles(source)) {
    if (entry.type === 'file' && wanted.test(entry.path)) files.push({ path: entry.path, size: entry.size });
  }
  return files;
}

async function checkSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(folder));
  if (bavail * bsize < bytes * 1.1) {
    throw unusable(
      `The model needs ${Math.ceil(bytes / 1e6)} MB; the data folder has ${Math.floor((bavail * bsize) / 1e6)} MB free.`,
    );
  }
}

function explained(name: string, error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'MODEL_UNUSABLE') return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 401 || status === 403) {
    return unusable(`The Hub refuses ${name}: it is private or gated. Set HF_TOKEN for the worker.`, error);
  }
  if (status === 404) return unusable(`The Hub has no ${name}. Check owner, name and revision.`, error);
  const reason =
    error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : error;
  return unusable(
    `The Hub could not be reached from the worker for ${name} (${String(reason)}). ` +
      'Check its network, or register a local folder.',
    error,
  );
}
