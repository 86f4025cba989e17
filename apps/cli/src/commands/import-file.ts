import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { ok } from '@prefloop/sdk';
import { connect, explainCall } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import type { CliEnv } from '../env.ts';

export interface ImportOptions {
  /** Name in the project's addresses. */
  project: string;
  /** Under which name the rows are known: a file with the same one adds only what is new. */
  source: string | undefined;
  json: boolean;
}

const shownProblems = 10;

/** Sends a file to a running Prefloop, unread and unbuffered; what its rows are is found out there. */
export async function importFile(
  env: CliEnv,
  dataDir: string,
  file: string,
  options: ImportOptions,
  say: (text: string) => void,
): Promise<number> {
  const { client } = await connect(env, dataDir, 'write', { 'content-type': 'application/octet-stream' });
  const { size } = await statFile(file);
  const record = await ok(
    client.POST('/v1/projects/{project}/imports', {
      params: { path: { project: options.project }, query: { source: options.source ?? basename(file) } },
      // An empty file has no stream to send, and is refused with its reason by the API.
      body: size === 0 ? '' : Readable.toWeb(createReadStream(file)),
      bodySerializer: (body) => body,
      // A streamed body has to be declared as one.
      duplex: 'half',
    }),
  ).catch((error: unknown) => {
    throw explainCall(error, `${file} was not imported`, {
      refused: 'nothing was added by this attempt unless it says so.',
      silent: 'Importing again adds only what is missing.',
    });
  });
  if (options.json) say(JSON.stringify(record));
  else sayRecord(record, say);
  return record.status === 'done' ? 0 : 1;
}

type ImportRecord = {
  rowsRead: number;
  rowsAdded: number;
  rowsKnown: number;
  rowsSkipped: number;
  problems: { message: string }[];
  error: string | null;
};

function sayRecord(record: ImportRecord, say: (text: string) => void): void {
  const counts = [`${record.rowsAdded} added`, `${record.rowsKnown} known`, `${record.rowsSkipped} skipped`];
  say(`${record.rowsRead} rows read: ${counts.join(', ')}.`);
  for (const problem of record.problems.slice(0, shownProblems)) say(`  ${problem.message}`);
  if (record.rowsSkipped > shownProblems) say('  … the project’s Prompts page lists the first hundred.');
  if (record.error !== null) say(record.error);
}

async function statFile(file: string): Promise<{ size: number }> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return found;
  throw new CliError(`${file} is not a file that can be read.`, { remedy: 'Check its path.', exitCode: 2 });
}
