import { AppError } from '@prefloop/contract';

const magics: [name: string, bytes: number[], hint: string][] = [
  ['a zip archive (or an Excel sheet)', [0x50, 0x4b, 0x03, 0x04], 'Unpack it, or save the sheet as CSV.'],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31], 'Convert it to JSONL.'],
  ['a PDF', [0x25, 0x50, 0x44, 0x46], 'Only JSONL, JSON, CSV and TSV are read.'],
  ['zstd-packed', [0x28, 0xb5, 0x2f, 0xfd], 'Unpack it, or pack it with gzip.'],
  ['bzip2-packed', [0x42, 0x5a, 0x68], 'Unpack it, or pack it with gzip.'],
  ['xz-packed', [0xfd, 0x37, 0x7a, 0x58, 0x5a], 'Unpack it, or pack it with gzip.'],
];

/**
 * Refuses what is no UTF-8 text at all. Single bad bytes are left to the rows, which are reported one by one.
 *
 * @throws AppError UNSUPPORTED_FILE
 */
export function refuseForeignBytes(head: Buffer): void {
  for (const [name, magic, hint] of magics) {
    if (magic.every((byte, at) => head[at] === byte)) {
      throw new AppError('UNSUPPORTED_FILE', { message: `The file is ${name}. ${hint}` });
    }
  }
  if (isUtf16(head)) {
    throw new AppError('UNSUPPORTED_FILE', {
      message: 'The file is UTF-16 text. Save it as UTF-8 and try again.',
    });
  }
  const controls = head.reduce((sum, byte) => sum + (isControl(byte) ? 1 : 0), 0);
  if (controls > head.length / 10) {
    throw new AppError('UNSUPPORTED_FILE', {
      message: 'The file is binary, not text. Only JSONL, JSON, CSV and TSV are read, plain or gzip.',
    });
  }
}

function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20);
}

/** By its byte order mark, or, as the mark is optional, by Latin text having every other byte zero. */
function isUtf16(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const half = head.length / 2;
  const [even = 0, odd = 0] = zeros;
  return (even > half * 0.4 && odd < half * 0.05) || (odd > half * 0.4 && even < half * 0.05);
}
