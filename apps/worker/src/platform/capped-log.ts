import { createWriteStream, type WriteStream } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const fileLimit = 20 * 1024 * 1024;
const tailLimit = 16 * 1024;

export type CappedLog = { write: (chunk: Buffer) => void; tail: () => string; close: () => Promise<void> };

/**
 * Keeps what a program prints: the first 20 MB in a file, the last 16 KB in memory. A program that floods its
 * output costs neither memory nor disk; what cannot be written fast enough is left out.
 */
export function createCappedLog(path: string | null): CappedLog {
  const file = path === null ? null : createWriteStream(path, { flags: 'a' });
  let written = 0;
  let broken = false;
  let tail = Buffer.alloc(0);
  file?.on('error', () => {
    // A full disk must not end the run for the sake of its log.
    broken = true;
  });

  return {
    write(chunk) {
      tail = Buffer.concat([tail, chunk.subarray(-tailLimit)]).subarray(-tailLimit);
      if (!file || broken || written > fileLimit || file.writableLength > 1024 * 1024) return;
      written += chunk.length;
      file.write(written > fileLimit ? '\n[the rest of this log was left out: it is over 20 MB]\n' : chunk);
    },
    tail: () => printable(tail.toString('utf8')),
    close: () => endOf(file),
  };
}

function endOf(file: WriteStream | null): Promise<void> {
  if (!file || file.closed || file.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    file.once('close', resolve);
    file.end();
  });
}

/** What a terminal would act on and what Postgres cannot store is left out; a progress bar shows its last state. */
function printable(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1) ?? '')
    .join('\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
}
