import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFile } from './detect-file.ts';
import { inPieces, jsonl, promptsOf, read, readAll } from './test-helpers.ts';

const good = '{"prompt":"Say hi."}\n';

const badFiles: [name: string, content: string | Buffer, code: string, reason: RegExp][] = [
  ['an empty file', '', 'BAD_FILE', /empty/],
  ['blank lines only', '\n \n\t\n', 'BAD_FILE', /empty/],
  ['an empty list', '[]', 'BAD_FILE', /No row/],
  ['a table without rows', 'prompt,completion\n', 'BAD_FILE', /No row/],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${good}`, 'utf16le'), 'UNSUPPORTED_FILE', /UTF-16/],
  ['UTF-16 without a mark', Buffer.from(good.repeat(20), 'utf16le'), 'UNSUPPORTED_FILE', /UTF-16/],
  ['a zip archive', Buffer.from('PK\x03\x04abc'), 'UNSUPPORTED_FILE', /zip/],
  ['Parquet', Buffer.from('PAR1abc'), 'UNSUPPORTED_FILE', /Parquet/],
  ['binary bytes', Buffer.from(Array.from({ length: 400 }, (_, at) => at % 7)), 'UNSUPPORTED_FILE', /binary/],
  ['XML', '<rows><row/></rows>', 'UNSUPPORTED_FILE', /XML/],
  ['gzip inside gzip', gzipSync(gzipSync(good)), 'UNSUPPORTED_FILE', /gzip inside gzip/],
  ['a cut gzip file', gzipSync(good.repeat(200)).subarray(0, -12), 'BAD_FILE', /cut off/],
  [
    'a damaged gzip file',
    Buffer.concat([gzipSync(good).subarray(0, 12), Buffer.alloc(30, 7)]),
    'BAD_FILE',
    /damaged/,
  ],
  ['a cut JSON list', `[${good}, {"prompt": "Say`, 'BAD_FILE', /inside the row that begins on line 2/],
  ['a JSON list that goes on', `[${good}] [${good}]`, 'BAD_FILE', /follows after its end on line 2/],
  ['a JSON list with a stray comma', `[${good},]`, 'BAD_FILE', /a row is missing on line 2/],
  ['a JSON list without commas', `[${good} ${good}]`, 'BAD_FILE', /expected a comma/],
  ['an object without rows', '{\n"prompt":\n"Say hi."}', 'BAD_FILE', /without a list of rows/],
  ['text that is no table', 'Dear reader,\nthis is a letter.\n', 'BAD_FILE', /no known layout|No row/],
  ['columns that say nothing', jsonl({ x: 1, y: 2 }), 'BAD_FILE', /The columns x, y fit no known layout/],
  ['no valid row at all', '{"prompt": }\n{"prompt"}\n', 'BAD_FILE', /line 1: not valid JSON/],
  ['a column named twice', 'prompt,prompt\na,b\n', 'BAD_FILE', /"prompt" twice/],
  [
    'a quote never closed',
    `prompt,completion\na,b\nc,"${'d\n'.repeat(50)}`,
    'BAD_FILE',
    /never ends its row 2/,
  ],
  [
    '100,000 columns',
    `prompt,${Array.from({ length: 1e5 }, (_, at) => `c${at}`).join(',')}\na\n`,
    'BAD_FILE',
    /columns/,
  ],
];

describe('bad files', () => {
  it.each(badFiles)('refuses %s with the reason', async (_, content, code, reason) => {
    await expect(read(content)).rejects.toMatchObject({ code, message: expect.stringMatching(reason) });
  });

  it('refuses a decompression bomb before it is unpacked', async () => {
    const bomb = gzipSync(`{"prompt":"${'a'.repeat(40 * 1024 * 1024)}"}\n`);
    const limits = { maxRowBytes: 1024 ** 3 };
    await expect(readAll(inPieces(bomb, 16_384), { limits })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('refuses a file beyond the size limit', async () => {
    const limits = { maxFileBytes: 1000 };
    await expect(read(good.repeat(100), { limits })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('previews what it can not recognise, for a person to map', async () => {
    const preview = await detectFile(inPieces(jsonl({ frage: 'Wer?', antwort: 'Ich.' })), { source: 'test' });
    expect(preview).toMatchObject({ layout: null, confidence: 0, sampled: 1, mapping: {} });
    expect(preview.columns.map((column) => column.name)).toEqual(['frage', 'antwort']);
  });

  it('lets go of the file when the reader stops, and when it fails', async () => {
    let closed = 0;
    async function* watched(content: string) {
      try {
        yield* inPieces(content, 1000);
      } finally {
        closed += 1;
      }
    }
    for await (const _ of (await import('./read-rows.ts')).readRows(watched(good.repeat(90_000)), {
      source: 't',
    }))
      break;
    await detectFile(watched(good.repeat(90_000)), { source: 't' });
    await expect(readAll(watched(jsonl({ x: 1 }).repeat(90_000)))).rejects.toThrow('no known layout');
    expect(closed).toBe(3);
  });
});

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1e5 }, (_, at) => [`c${at}`, at])));
const badRows: [name: string, line: string | Buffer, code: string, message: string | RegExp][] = [
  ['broken JSON', '{"prompt": "a"', 'INVALID_JSON', /^line 2: not valid JSON: /],
  ['a list', '["a"]', 'NOT_AN_OBJECT', /^line 2: the row is a list; expected an object/],
  ['null', 'null', 'NOT_AN_OBJECT', /the row is null/],
  [
    'bad UTF-8',
    Buffer.from([...Buffer.from('{"prompt":"'), 0xc3, 0x28, 0x22, 0x7d]),
    'INVALID_UTF8',
    /UTF-8/,
  ],
  ['a NUL byte', '{"prompt":"a\0b"}', 'NUL_CHARACTER', /NUL/],
  ['a NUL escape', '{"prompt":"a\\u0000b"}', 'NUL_CHARACTER', '`prompt` holds a NUL character; remove it'],
  ['a NUL escape in a key', '{"prompt":"a","k\\u0000":1}', 'NUL_CHARACTER', /`k\?` holds a NUL/],
  [
    'half a surrogate pair',
    '{"prompt":"a","m":[{"x":"\\ud83d"}]}',
    'LONE_SURROGATE',
    /`m\[0\]\.x` holds half/,
  ],
  ['deep nesting', `{"prompt":"a","x":${nested(100)}}`, 'TOO_DEEP', /`x\[0\].*…` is nested too deep/],
  ['nesting for no parser', `{"prompt":"]\\"","x":${nested(500_000)}}`, 'TOO_DEEP', /more than 64 lists/],
  ['100,000 columns', wide, 'TOO_MANY_COLUMNS', 'the row has 100000 columns; at most 1000 are read'],
  ['a huge line', `{"prompt":"${'a'.repeat(2_000_000)}"}`, 'TOO_LONG', /longer than 1500000 bytes/],
  ['an empty prompt', '{"prompt":"  "}', 'EMPTY_PROMPT', '`prompt` is empty; there is nothing to ask'],
  ['a prompt that is no text', '{"prompt":{"a":1}}', 'WRONG_TYPE', '`prompt` is an object; expected text'],
];

describe('bad rows', () => {
  it.each(badRows)('reports and skips %s', async (_, line, code, message) => {
    const file = Buffer.concat([Buffer.from(good), Buffer.from(line), Buffer.from(`\n${good}`)]);
    const { rows, lines, items } = await readAll(inPieces(file, 60_000), {
      limits: { maxRowBytes: 1_500_000 },
    });
    expect(rows).toHaveLength(2);
    expect(lines).toEqual([1, 3]);
    const text =
      typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message);
    expect(items[1]).toMatchObject({ line: 2, problem: { code, message: text } });
  });

  it.each(badRows.filter(([, , code]) => !['INVALID_JSON'].includes(code)))(
    'costs a JSON list only its row: %s',
    async (_, line, code) => {
      const list = Buffer.concat([Buffer.from(`[${good},`), Buffer.from(line), Buffer.from(`,\n${good}]`)]);
      const { rows, items } = await readAll(inPieces(list, 60_000), { limits: { maxRowBytes: 1_500_000 } });
      // A list has no bare null bytes or blank rows to skip, so all else must come through.
      expect(rows).toHaveLength(2);
      expect(items[1]).toMatchObject({ line: 2, problem: { code } });
    },
  );

  it('keeps __proto__ keys from becoming anything', async () => {
    const row =
      '{"prompt":"a","__proto__":{"polluted":1},"kept":{"\\u005f_proto__":{"polluted":1},"constructor":1}}\n';
    const file = await read(row);
    const [prompt] = promptsOf(file);
    expect(prompt?.metadata).toEqual({ kept: { constructor: 1 } });
    expect(Object.getPrototypeOf(prompt?.metadata)).toBe(Object.prototype);
    const table = await read('prompt,__proto__,constructor\na,b,c\n');
    expect(promptsOf(table)[0]?.metadata).toEqual({ constructor: 'c' });
    expect({}).not.toHaveProperty('polluted');
  });

  it('reports a second row under one id', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ id: `p${at}`, prompt: `Count to ${at}.` }));
    const file = await read(jsonl(...rows, { id: 'p7', prompt: 'Again?' }));
    expect(file.rows).toHaveLength(300);
    expect(file.problems).toEqual(['line 301: the id "p7" already stands on line 8; give each row its own']);
  });

  it('takes rows by their place where the id column repeats itself', async () => {
    const file = await read(jsonl({ id: 1, prompt: 'One?' }, { id: 1, prompt: 'Two?' }));
    expect(promptsOf(file).map((prompt) => prompt.sourceId)).toEqual(['line:1', 'line:2']);
    expect(promptsOf(file)[0]?.metadata).toEqual({ id: 1 });
  });

  it('never fails but with a reason, whatever the bytes', async () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
      fc.array(fc.json({ maxDepth: 3 }), { maxLength: 6 }).map((lines) => Buffer.from(lines.join('\n'))),
      fc.string({ unit: fc.constantFrom(...'[]{}",:\\ \n\tab1') }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(junk, fc.boolean(), async (bytes, packed) => {
        const content = packed ? gzipSync(bytes) : bytes;
        const outcome = await readAll(inPieces(content, 16)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome.name).toBe('AppError');
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});
