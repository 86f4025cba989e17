import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const chunkBytes = 1024 * 1024;
const longestLine = 16 * 1024 * 1024;

export type LineFile = {
  /** Whole lines written since the last call; a torn last line waits for its end. Stops after a few megabytes. */
  read: () => Promise<string[]>;
  /** Bytes read so far, up to the last whole line. */
  offset: () => number;
  close: () => Promise<void>;
};

/** Follows a file that another process appends to. The file need not exist yet. */
export function followLines(path: string, from = 0): LineFile {
  let handle: FileHandle | null = null;
  let offset = from;
  const buffer = Buffer.alloc(chunkBytes);

  async function readChunk(at: number): Promise<Buffer> {
    handle ??= await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!handle) return Buffer.alloc(0);
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes, at);
    return Buffer.from(buffer.subarray(0, bytesRead));
  }

  return {
    async read() {
      let pending = await readChunk(offset);
      let end = pending.lastIndexOf(10);
      while (end === -1 && pending.length > 0) {
        const more = await readChunk(offset + pending.length);
        if (more.length === 0) return [];
        pending = Buffer.concat([pending, more]);
        end = pending.lastIndexOf(10);
        if (end === -1 && pending.length > longestLine) {
          throw new Error(`${path} has a line of more than ${longestLine} bytes`);
        }
      }
      if (end === -1) return [];
      offset += end + 1;
      return pending
        .subarray(0, end)
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '');
    },
    offset: () => offset,
    async close() {
      await handle?.close();
      handle = null;
    },
  };
}

/** Whole lines of a file; 0 where there is none. */
export async function countLines(path: string): Promise<number> {
  let count = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return count;
}

/** Writes the first `count` whole lines of `from` to the new file `to`. */
export async function copyLines(from: string, to: string, count: number): Promise<void> {
  async function* firstLines(source: AsyncIterable<Buffer>) {
    let left = count;
    for await (const chunk of source) {
      let end = 0;
      for (let at = chunk.indexOf(10); at !== -1 && left > 0; at = chunk.indexOf(10, at + 1)) {
        left -= 1;
        end = at + 1;
      }
      yield left > 0 ? chunk : chunk.subarray(0, end);
      if (left === 0) return;
    }
  }
  await pipeline(createReadStream(from), firstLines, createWriteStream(to));
}
