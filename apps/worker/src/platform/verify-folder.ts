import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type TrainerManifest, trainerManifest } from '@prefloop/contract';

const manifestFile = 'manifest.json';

/** The manifest of a folder whose files are all as it says; throws with the first that is not. */
export async function verifyFolder(folder: string): Promise<TrainerManifest> {
  const manifest = trainerManifest.parse(JSON.parse(await readFile(join(folder, manifestFile), 'utf8')));
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    const known = entry.isFile() ? listed.has(path) || path === manifestFile : entry.isDirectory();
    if (!known) throw new Error(`${join(folder, path)} is not in the manifest`);
  }
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = join(folder, path);
    if ((await stat(file)).size !== bytes) throw new Error(`${file} has not ${bytes} bytes`);
    const hash = createHash('sha256');
    await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
    if (hash.digest('hex') !== sha256) throw new Error(`${file} has other content than its manifest says`);
  }
  return manifest;
}
