import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { CliError } from '../cli-error.ts';

/** The text of a file; of what is piped in where the file is `-`. */
export async function readText(file: string): Promise<string> {
  if (file === '-') return readAll(process.stdin);
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError(`${file} is not a file that can be read.`, {
      remedy: 'Check its path.',
      exitCode: 2,
      cause,
    });
  });
}
