import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Platform } from './start-platform.ts';

const commandLine = fileURLToPath(new URL('../../../apps/cli/bin/prefloop.mjs', import.meta.url));

const record = z.object({
  status: z.literal('done'),
  rowsRead: z.int(),
  rowsAdded: z.int(),
  rowsSkipped: z.int(),
});

/** Sends a file as a person does, with `prefloop import`; returns what the platform counted. */
export async function importFile(
  platform: Platform,
  project: string,
  file: string,
): Promise<z.infer<typeof record>> {
  const args = [commandLine, 'import', file, '--project', project, '--json'];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      PREFLOOP_NO_INSTALL: '1',
      PREFLOOP_URL: platform.url,
      PREFLOOP_API_KEY: platform.key,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`the import of ${file} failed: ${printed}`);
  return record.parse(JSON.parse(printed));
}
