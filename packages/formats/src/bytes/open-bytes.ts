import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '@prefloop/contract';
import { GZIP_RATIO_FLOOR, type ImportLimits } from '../limits.ts';
import { peekBytes } from './peek-bytes.ts';
import { refuseForeignBytes } from './refuse-foreign-bytes.ts';

export type ByteSource = AsyncIterable<Uint8Array>;
export type OpenedBytes = { gzip: boolean; bytes: AsyncGenerator<Buffer> };

/**
 * Unpacked bytes of a file, gzip or plain; which of the two is told by the first two bytes, never by a name.
 *
 * @throws AppError UNSUPPORTED_FILE for UTF-16 and binary files; while reading, BAD_FILE for broken gzip
 * and TOO_LARGE beyond the limits.
 */
export async function openBytes(source: ByteSource, limits: ImportLimits): Promise<OpenedBytes> {
  const packed = peekBytes(source);
  const gzip = isGzip(await packed.head(2));
  const plain = peekBytes(gzip ? gunzip(packed.all(), limits) : packed.all());
  try {
    const head = await plain.head(4096);
    if (isGzip(head)) {
      throw new AppError('UNSUPPORTED_FILE', {
        message: 'The file is gzip inside gzip. Unpack it once and try again.',
      });
    }
    refuseForeignBytes(head);
  } catch (error) {
    await plain.close();
    throw error;
  }
  return { gzip, bytes: capped(plain.all(), limits.maxFileBytes) };
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* capped(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > most) {
      throw new AppError('TOO_LARGE', {
        message: `The file holds more than ${most} bytes unpacked. Split it and import the parts.`,
      });
    }
    yield chunk;
  }
}

async function* gunzip(packed: AsyncIterable<Buffer>, limits: ImportLimits): AsyncGenerator<Buffer> {
  let taken = 0;
  let given = 0;
  async function* counted() {
    for await (const chunk of packed) {
      taken += chunk.length;
      yield chunk;
    }
  }
  const unzip = createGunzip();
  // A failure of either side destroys the other and is thrown by the loop below.
  pipeline(Readable.from(counted()), unzip, () => undefined);
  try {
    for await (const chunk of unzip) {
      given += chunk.length;
      if (given > GZIP_RATIO_FLOOR && given > taken * limits.maxGzipRatio) {
        throw new AppError('TOO_LARGE', {
          message:
            `The gzip file unpacks to more than ${limits.maxGzipRatio} times its size, ` +
            'which only a decompression bomb does. Send it unpacked if it is genuine.',
        });
      }
      yield chunk;
    }
  } catch (error) {
    throw asGzipFault(error);
  } finally {
    unzip.destroy();
  }
}

function asGzipFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') {
    return new AppError('BAD_FILE', {
      message: 'The gzip file ends too early: it was cut off on its way. Send it again.',
      cause: error,
    });
  }
  if (code === 'Z_DATA_ERROR') {
    return new AppError('BAD_FILE', {
      message: 'The gzip file is damaged. Pack and send it again.',
      cause: error,
    });
  }
  return error;
}
