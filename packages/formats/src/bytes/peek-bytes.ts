export type PeekedBytes = {
  /** The first `size` bytes, fewer only where the file ends before. They are given again by `all`. */
  head(size: number): Promise<Buffer>;
  /** Everything from the first byte; to be called once, after the last `head`. */
  all(): AsyncGenerator<Buffer>;
  /** Lets go of the source without reading on. */
  close(): Promise<void>;
};

/** Looks at the beginning of a stream without taking it away. Holds what was looked at and no more. */
export function peekBytes(source: AsyncIterable<Uint8Array>): PeekedBytes {
  const iterator = source[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  let ended = false;

  async function close(): Promise<void> {
    ended = true;
    await iterator.return?.();
  }

  return {
    async head(size) {
      while (length < size && !ended) {
        const next = await iterator.next();
        if (next.done) {
          ended = true;
        } else {
          seen.push(asBuffer(next.value));
          length += next.value.length;
        }
      }
      return Buffer.concat(seen).subarray(0, size);
    },
    async *all() {
      try {
        for (let chunk = seen.shift(); chunk; chunk = seen.shift()) yield chunk;
        while (!ended) {
          const next = await iterator.next();
          if (next.done) ended = true;
          else yield asBuffer(next.value);
        }
      } finally {
        if (!ended) await close();
      }
    },
    close,
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
