const NEWLINE = 0x0a;

/** `content` is trimmed, and null where the line is longer than allowed. Lines count from 1. */
export type Line = { line: number; content: Buffer | null };

/** Cuts a byte stream into lines, holding at most one of them, and never more than `maxBytes` of it. */
export async function* splitLines(bytes: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let size = 0;
  let line = 1;

  function take(): Line {
    const content = size > maxBytes ? null : trimmed(Buffer.concat(held), line === 1);
    held = [];
    size = 0;
    return { line: line++, content };
  }
  function hold(part: Buffer): void {
    size += part.length;
    if (size > maxBytes) held = [];
    else held.push(part);
  }

  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

function trimmed(content: Buffer, first: boolean): Buffer {
  let start = first && content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
  let end = content.length;
  while (start < end && isBlank(content[start])) start += 1;
  while (end > start && isBlank(content[end - 1])) end -= 1;
  return content.subarray(start, end);
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09;
}
