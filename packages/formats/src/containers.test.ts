import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFile } from './detect-file.ts';
import { inPieces, jsonl, promptsOf, read, readAll } from './test-helpers.ts';

const two = [
  { instruction: 'Name a colour.', input: '', output: 'Red.' },
  { instruction: 'Add.', input: '1 and 2', output: '3' },
];
const csv = 'instruction,input,output\nName a colour.,,Red.\nAdd.,1 and 2,3\n';

const containers: [name: string, content: string | Buffer, container: string, ids: string[]][] = [
  ['JSONL', jsonl(...two), 'jsonl', ['line:1', 'line:2']],
  ['JSONL without a last newline', jsonl(...two).trimEnd(), 'jsonl', ['line:1', 'line:2']],
  [
    'JSONL with CRLF and blank lines',
    `\r\n${jsonl(...two).replaceAll('\n', '\r\n\r\n')}`,
    'jsonl',
    ['line:2', 'line:4'],
  ],
  ['JSONL with a byte order mark', `\uFEFF${jsonl(...two)}`, 'jsonl', ['line:1', 'line:2']],
  ['a JSON list', JSON.stringify(two), 'json', ['row:1', 'row:2']],
  ['a pretty JSON list with a mark', `\uFEFF${JSON.stringify(two, null, 2)}`, 'json', ['row:1', 'row:2']],
  [
    'a JSON object around the list',
    JSON.stringify({ version: 1, of: [1, 2], data: two }),
    'json',
    ['row:1', 'row:2'],
  ],
  [
    'a pretty JSON object',
    JSON.stringify({ 'a"[': '[{', data: two, end: {} }, null, 2),
    'json',
    ['row:1', 'row:2'],
  ],
  ['CSV', csv, 'csv', ['row:1', 'row:2']],
  ['CSV with CRLF and a mark', `\uFEFF${csv.replaceAll('\n', '\r\n')}`, 'csv', ['row:1', 'row:2']],
  ['CSV with semicolons', csv.replaceAll(',', ';'), 'csv', ['row:1', 'row:2']],
  ['TSV', csv.replaceAll(',', '\t'), 'tsv', ['row:1', 'row:2']],
  ['gzip around JSONL', gzipSync(jsonl(...two)), 'jsonl', ['line:1', 'line:2']],
  ['gzip around JSON', gzipSync(JSON.stringify(two)), 'json', ['row:1', 'row:2']],
  ['gzip around CSV', gzipSync(csv), 'csv', ['row:1', 'row:2']],
  [
    'gzip in two members',
    Buffer.concat([gzipSync(jsonl(two[0])), gzipSync(jsonl(two[1]))]),
    'jsonl',
    ['line:1', 'line:2'],
  ],
];

describe('containers', () => {
  it.each(containers)('reads %s', async (_, content, container, ids) => {
    const file = await read(content);
    expect(file.problems).toEqual([]);
    expect(promptsOf(file).map((prompt) => prompt.messages)).toEqual([
      [{ role: 'user', content: 'Name a colour.' }],
      [{ role: 'user', content: 'Add.\n\n1 and 2' }],
    ]);
    expect(promptsOf(file).map((prompt) => prompt.reference)).toEqual(['Red.', '3']);
    expect(promptsOf(file).map((prompt) => prompt.sourceId)).toEqual(ids);
    expect((await detectFile(inPieces(content), { source: 'test' })).container).toBe(container);
  });

  it('takes one JSON object for the single row that it is', async () => {
    const file = await read(JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }] }));
    expect(promptsOf(file)).toMatchObject([
      { sourceId: 'line:1', messages: [{ role: 'user', content: 'Hi' }] },
    ]);
  });

  it('reads a list of plain texts as prompts', async () => {
    const file = await read('["One?", "Two?"]');
    expect(promptsOf(file).map((prompt) => prompt.messages[0]?.content)).toEqual(['One?', 'Two?']);
  });

  it('keeps newlines, quotes and delimiters inside quoted cells and tells the line a row begins on', async () => {
    const file = await read('prompt,completion\n"a ""b"",\r\nc",x\nlone,cells,three\n\n"la\nst",y\nend,z');
    expect(promptsOf(file).map((prompt) => prompt.messages[0]?.content)).toEqual([
      'a "b",\r\nc',
      'la\nst',
      'end',
    ]);
    expect(file.lines).toEqual([2, 6, 8]);
    expect(file.problems).toEqual([
      'line 4: 3 cells, but line 1 names 2 columns; look for a missing or stray quote or delimiter',
    ]);
  });

  it('takes quotes in TSV as plain characters where they do not enclose cells', async () => {
    const plain = await read('prompt\tcompletion\n"Yes\tno\nsay "hi"\tdone\n');
    expect(promptsOf(plain).map((prompt) => prompt.messages[0]?.content)).toEqual(['"Yes', 'say "hi"']);
    const quoted = await read('prompt\tcompletion\n"two\nlines"\tno\nthird\t"do""ne"\n');
    expect(promptsOf(quoted).map((prompt) => prompt.messages[0]?.content)).toEqual(['two\nlines', 'third']);
    expect(promptsOf(quoted)[1]?.reference).toBe('do"ne');
  });

  const long = Array.from({ length: 40 }, (_, at) => ({
    prompt: `${at}\n`.repeat(20_000),
    completion: `Nº ${at}`,
  }));
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  it.each([
    ['JSONL', jsonl(...long)],
    ['a JSON list', JSON.stringify(long)],
    ['a JSON object on one line', JSON.stringify({ version: 1, data: long })],
    ['a pretty JSON object', JSON.stringify({ version: 1, data: long }, null, 2)],
    [
      'CSV',
      `prompt,completion\n${long.map((row) => `${cell(row.prompt)},${cell(row.completion)}\n`).join('')}`,
    ],
  ])('recognises %s whose rows are too long for a look at them all', async (_, content) => {
    const file = await readAll(inPieces(content, 65_536));
    expect(file.problems).toEqual([]);
    expect(promptsOf(file).map((prompt) => prompt.reference)).toEqual(long.map((row) => row.completion));
    const preview = await detectFile(inPieces(content, 65_536), { source: 'test' });
    expect(preview).toMatchObject({ layout: 'prompt-completion', confidence: 1 });
  });

  it.each([
    ['JSONL', jsonl],
    ['a JSON list', (...rows: unknown[]) => JSON.stringify(rows)],
  ])('reads %s whose first row is longer than a look', async (_, write) => {
    const messages = [
      { role: 'user', content: 'long '.repeat(500_000) },
      { role: 'assistant', content: 'Yes.' },
    ];
    const file = await readAll(inPieces(write({ messages }, { messages }), 65_536));
    expect(promptsOf(file).map((prompt) => prompt.reference)).toEqual(['Yes.', 'Yes.']);
  });

  it('warns of further lists of rows that it leaves out', async () => {
    const file = await read(JSON.stringify({ train: two, test: two }));
    expect(file.rows).toHaveLength(2);
    expect(file.items.at(-1)).toMatchObject({ problem: { code: 'MORE_ARRAYS' } });
  });

  it('reads the same rows from every container, however the bytes are cut', async () => {
    const word = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => text.replaceAll('\0', '').trim());
    const filled = word.filter((text) => text !== '' && !text.includes('\uFFFD'));
    const rows = fc.array(fc.record({ prompt: filled, completion: filled }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 3, max: 60 }), async (given, size) => {
        const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const table = given.map((row) => `${cell(row.prompt)},${cell(row.completion)}\n`).join('');
        for (const content of [
          jsonl(...given),
          JSON.stringify(given, null, 1),
          `prompt,completion\n${table}`,
        ]) {
          for (const bytes of [Buffer.from(content), gzipSync(content)]) {
            const file = await readAll(inPieces(bytes, size));
            const seen = promptsOf(file).map((prompt) => ({
              prompt: prompt.messages[0]?.content,
              completion: prompt.reference,
            }));
            expect(seen).toEqual(given);
          }
        }
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
