import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFile } from './detect-file.ts';
import { inPieces, jsonl, pairsOf, promptsOf, read } from './test-helpers.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });
const system = (content: string) => ({ role: 'system', content });

type Case = [layout: string, row: unknown, expected: Record<string, unknown>];

const prompts: Case[] = [
  [
    'prefloop',
    {
      source: 's',
      sourceId: 'a',
      messages: [user('Hi')],
      tags: ['x'],
      reference: 'Yo',
      metadata: { k: 1 },
      extra: 2,
    },
    {
      source: 's',
      sourceId: 'a',
      messages: [user('Hi')],
      tags: ['x'],
      reference: 'Yo',
      metadata: { k: 1, extra: 2 },
    },
  ],
  [
    'alpaca',
    {
      instruction: 'Add.',
      input: '1, 2',
      output: '3',
      topic: 'sums',
      category: 'maths',
      lang: 'en',
      tags: 'a; b',
    },
    {
      sourceId: 'line:1',
      messages: [user('Add.\n\n1, 2')],
      reference: '3',
      taskType: 'maths',
      language: 'en',
      tags: ['a', 'b'],
      metadata: { topic: 'sums' },
    },
  ],
  ['alpaca', { instruction: 'Add.', input: '1, 2' }, { messages: [user('Add.\n\n1, 2')] }],
  [
    'alpaca',
    { instruction: 'Sum of 1 and 2?', response: 3 },
    { messages: [user('Sum of 1 and 2?')], reference: '3' },
  ],
  [
    'self-instruct',
    {
      id: 't1',
      name: 'n',
      instruction: 'Sort.',
      instances: [{ input: 'b a', output: 'a b' }],
      is_classification: true,
    },
    {
      sourceId: 't1',
      messages: [user('Sort.\n\nb a')],
      reference: 'a b',
      taskType: 'classification',
      metadata: { name: 'n' },
    },
  ],
  [
    'self-instruct-predictions',
    { prompt: 'Sort.\n\nInput: b a', instruction: 'Sort.', input: 'b a', response: 'b', target: 'a b' },
    {
      messages: [user('Sort.\n\nb a')],
      reference: 'a b',
      metadata: { prompt: 'Sort.\n\nInput: b a', response: 'b' },
    },
  ],
  [
    'messages',
    { messages: [system('Be brief.'), user('Hi'), assistant('Yo'), user('Bye'), assistant('Ciao')] },
    { messages: [system('Be brief.'), user('Hi'), assistant('Yo'), user('Bye')], reference: 'Ciao' },
  ],
  [
    'messages',
    { system_prompt: 'Be brief.', messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] },
    { messages: [system('Be brief.'), user('Hi')], metadata: {} },
  ],
  [
    'messages-label',
    { messages: [user('Hi'), assistant('Yo')], label: true },
    { messages: [user('Hi')], reference: 'Yo', metadata: { label: true } },
  ],
  [
    'messages-label',
    { messages: [user('Hi'), assistant('Go away')], label: false },
    { messages: [user('Hi')], metadata: { label: false, response: 'Go away' } },
  ],
  [
    'sharegpt',
    {
      id: 'c1',
      conversations: [
        { from: 'system', value: 'S' },
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Yo' },
      ],
    },
    { sourceId: 'c1', messages: [system('S'), user('Hi')], reference: 'Yo' },
  ],
  ['prompt-completion', { prompt: 'Hi', completion: 'Yo' }, { messages: [user('Hi')], reference: 'Yo' }],
  [
    'prompt-completion',
    { prompt: 'Hi', answer: '', completion: 'Yo' },
    { reference: 'Yo', metadata: { answer: '' } },
  ],
  ['prompt-completion', { question: 'Hi?', answer: 'Yo' }, { messages: [user('Hi?')], reference: 'Yo' }],
  [
    'fastchat',
    { question_id: 81, category: 'writing', turns: ['Write.', 'Again.'], reference: ['One', 'Two'] },
    {
      sourceId: '81',
      taskType: 'writing',
      messages: [user('Write.'), user('Again.')],
      reference: [assistant('One'), assistant('Two')],
      metadata: {},
    },
  ],
  [
    'fastchat',
    { turns: ['Write.', 'Again.'], reference: ['One', ''] },
    { messages: [user('Write.'), user('Again.')], metadata: { reference: ['One', ''] } },
  ],
  ['fastchat', { turns: ['Write.'], reference: ['One'] }, { messages: [user('Write.')], reference: 'One' }],
  [
    'oasst',
    {
      message_tree_id: 'm1',
      prompt: {
        text: 'Hi',
        lang: 'en',
        replies: [
          { text: 'No', rank: 1 },
          { text: 'Yo', rank: 0 },
        ],
      },
    },
    { sourceId: 'm1', messages: [user('Hi')], reference: 'Yo', language: 'en' },
  ],
  ['text', { question: 'Who?', level: 3 }, { messages: [user('Who?')], metadata: { level: 3 } }],
  ['text', { anfrage: 'Wer?' }, { messages: [user('Wer?')] }],
];

describe('prompt layouts', () => {
  it.each(prompts)('recognises and reads %s: %j', async (layout, row, expected) => {
    const preview = await detectFile(inPieces(jsonl(row)), { source: 'test' });
    expect(preview).toMatchObject({ layout, confidence: 1, kind: 'prompts', problems: [] });
    const [prompt] = promptsOf(await read(jsonl(row)));
    expect(prompt).toMatchObject(expected);
    expect(prompt?.reference).toEqual(expected.reference);
    expect(prompt?.metadata).toEqual(expected.metadata ?? {});
  });

  it('makes one prompt of each instance', async () => {
    const instances = [
      { input: 'a', output: 'A' },
      { input: 'b', output: '' },
    ];
    const file = await read(jsonl({ id: 't', instruction: 'Capital.', instances }));
    expect(promptsOf(file).map(({ sourceId, reference }) => [sourceId, reference])).toEqual([
      ['t#1', 'A'],
      ['t#2', undefined],
    ]);
  });
});

const conversations = [{ from: 'human', value: 'Hi' }];
const pairs: Case[] = [
  [
    'prefloop-pairs',
    {
      prompt: { source: 's', sourceId: 'a', messages: [user('Hi')] },
      responses: [{ text: 'Yo', model: 'm' }, { text: '' }],
      ratings: [
        { annotator: 'ann', verdict: -3, comment: 'why' },
        { annotator: 'bob', verdict: 'both_bad' },
      ],
    },
    {
      prompt: { source: 's', sourceId: 'a', messages: [user('Hi')] },
      responses: [{ text: 'Yo', model: 'm' }, { text: '' }],
      ratings: [
        { annotator: 'ann', verdict: -3, comment: 'why' },
        { annotator: 'bob', verdict: 'both_bad' },
      ],
    },
  ],
  [
    'pandalm',
    {
      idx: 4,
      cmp_key: 'bloom-7b_llama-7b',
      instruction: 'Say.',
      input: 'x',
      response1: true,
      response2: '',
      annotator1: 0,
      annotator2: 1,
      annotator3: 2,
      motivation_app: 'Web',
    },
    {
      prompt: {
        sourceId: '4',
        messages: [user('Say.\n\nx')],
        metadata: { motivation_app: 'Web', response1: true },
      },
      responses: [
        { text: 'true', model: 'bloom-7b' },
        { text: '', model: 'llama-7b' },
      ],
      ratings: [
        { annotator: 'annotator1', verdict: 0 },
        { annotator: 'annotator2', verdict: -2 },
        { annotator: 'annotator3', verdict: 2 },
      ],
    },
  ],
  [
    'two-responses',
    { input: 'Say.', output_1: 'a', output_2: 'b', label: 2 },
    { responses: [{ text: 'a' }, { text: 'b' }], ratings: [{ annotator: 'unnamed', verdict: 2 }] },
  ],
  [
    'two-responses',
    {
      prompt: 'Say.',
      response_a: 'a',
      response_b: 'b',
      winner: 'tie (bothbad)',
      model_a: 'm',
      model_b: 'n',
      judge: 'j',
      reason: 'poor',
    },
    {
      responses: [
        { text: 'a', model: 'm' },
        { text: 'b', model: 'n' },
      ],
      ratings: [{ annotator: 'j', verdict: 'both_bad', comment: 'poor' }],
    },
  ],
  [
    'hh',
    {
      chosen: '\n\nHuman: Hi\n\nAssistant: Yo\n\nHuman: Bye: now\n\nAssistant: See\n\nyou',
      rejected: '\n\nHuman: Hi\n\nAssistant: Yo\n\nHuman: Bye: now\n\nAssistant:',
    },
    {
      prompt: { messages: [user('Hi'), assistant('Yo'), user('Bye: now')] },
      responses: [{ text: 'See\n\nyou' }, { text: '' }],
      ratings: [{ annotator: 'unnamed', verdict: -2 }],
    },
  ],
  [
    'preference',
    { prompt: 'Hi', chosen: 'Yo', rejected: 'Go', chosen_model: 'm', system: 'S', annotator: 7 },
    {
      prompt: { messages: [system('S'), user('Hi')] },
      responses: [{ text: 'Yo', model: 'm' }, { text: 'Go' }],
      ratings: [{ annotator: '7', verdict: -2 }],
    },
  ],
  [
    'preference',
    { prompt: [user('Hi')], chosen: [assistant('Yo')], rejected: [assistant('Go')] },
    { prompt: { messages: [user('Hi')] }, responses: [{ text: 'Yo' }, { text: 'Go' }] },
  ],
  [
    'preference',
    { prompt: 'Hi', chosen: [user('Hi'), assistant('Yo')], rejected: [user('Hi'), assistant('Go')] },
    { prompt: { messages: [user('Hi')] }, responses: [{ text: 'Yo' }, { text: 'Go' }] },
  ],
  [
    'preference',
    { chosen: [user('Hi'), assistant('Yo')], rejected: [user('Hi'), assistant('Go')] },
    { prompt: { messages: [user('Hi')] }, responses: [{ text: 'Yo' }, { text: 'Go' }] },
  ],
  [
    'llama-factory',
    {
      conversations,
      chosen: { from: 'gpt', value: 'Yo' },
      rejected: { from: 'gpt', value: 'Go' },
      system: 'S',
    },
    { prompt: { messages: [system('S'), user('Hi')] }, responses: [{ text: 'Yo' }, { text: 'Go' }] },
  ],
  [
    'instruction-preference',
    { instruction: 'Say.', input: 'hi', output: 'Hi.', chosen: 'Hello.', rejected: 'No.' },
    {
      prompt: { messages: [user('Say.\n\nhi')], reference: 'Hi.' },
      responses: [{ text: 'Hello.' }, { text: 'No.' }],
    },
  ],
];

describe('pair layouts', () => {
  it.each(pairs)('recognises and reads %s: %j', async (layout, row, expected) => {
    const preview = await detectFile(inPieces(jsonl(row)), { source: 'test' });
    expect(preview).toMatchObject({ layout, confidence: 1, kind: 'pairs', kinds: ['pairs', 'prompts'] });
    const [pair] = pairsOf(await read(jsonl(row)));
    expect(pair).toMatchObject(expected);
    expect(pair?.responses).toEqual(expected.responses);
  });

  it('reads rated pairs as prompts too, with the better response as demonstration where none is given', async () => {
    const both = { instruction: 'Say.', input: '', output: 'Hi.', chosen: 'Hello.', rejected: 'No.' };
    const given = await read(jsonl(both), { kind: 'prompts' });
    expect(promptsOf(given)[0]).toMatchObject({ messages: [user('Say.')], reference: 'Hi.' });
    const chosen = await read(jsonl({ prompt: 'Hi', chosen: 'Yo', rejected: 'Go' }), { kind: 'prompts' });
    expect(chosen.rows).toMatchObject([{ kind: 'prompt', prompt: { reference: 'Yo' } }]);
  });

  it('refuses to read pairs where there are none', async () => {
    await expect(read(jsonl({ prompt: 'Hi' }), { kind: 'pairs' })).rejects.toThrow('hold no pairs');
  });
});

const filler = { messages: [user('Hi')] };
const faults: [name: string, row: unknown, code: string, message: string][] = [
  [
    'an unknown role',
    { messages: [user('a'), assistant('b'), { role: 'bot', content: 'c' }] },
    'UNKNOWN_ROLE',
    'line 2: `messages[2].role` is "bot"; expected system, user or assistant',
  ],
  [
    'a role that Object has',
    { messages: [{ role: 'constructor', content: 'c' }] },
    'UNKNOWN_ROLE',
    'line 2: `messages[0].role` is "constructor"; expected system, user or assistant',
  ],
  [
    'a missing role',
    { messages: [{ content: 'c' }] },
    'UNKNOWN_ROLE',
    'line 2: `messages[0].role` is missing; expected system, user or assistant',
  ],
  [
    'a missing list',
    { text: 'c' },
    'MISSING_FIELD',
    'line 2: `messages` is missing; it is read as the messages',
  ],
  ['an empty list', { messages: [] }, 'EMPTY_PROMPT', 'line 2: `messages` is an empty list'],
  [
    'a list that is an object',
    { messages: { a: 1 } },
    'WRONG_TYPE',
    'line 2: `messages` is an object; expected a list',
  ],
  [
    'a message that is text',
    { messages: ['a'] },
    'WRONG_TYPE',
    'line 2: `messages[0]` is text; expected {"role", "content"}',
  ],
  [
    'content that is no text',
    { messages: [{ role: 'user', content: 3 }] },
    'WRONG_TYPE',
    'line 2: `messages[0].content` is the number 3; expected text',
  ],
  [
    'a picture',
    { messages: [{ role: 'user', content: [{ type: 'image_url' }] }] },
    'WRONG_TYPE',
    'line 2: `messages[0].content[0]` is no text part; only text can be trained on here',
  ],
  [
    'a system message in the middle',
    { messages: [user('a'), system('b'), user('c')] },
    'TURN_ORDER',
    'line 2: `messages[1]` is a system message; only the first may be one',
  ],
  [
    'an answer to nothing',
    { messages: [assistant('a')] },
    'TURN_ORDER',
    'line 2: `messages` asks nothing: no user message stands before the answer',
  ],
  [
    'an empty question',
    { messages: [user('a'), assistant('b'), user(' ')] },
    'EMPTY_PROMPT',
    'line 2: `messages[2]` is empty; there is nothing to ask',
  ],
];

describe('faults of a row', () => {
  it.each(faults)('tells of %s', async (_, row, code, message) => {
    const file = await read(jsonl(filler, row, filler), {
      layout: 'messages',
      mapping: { messages: 'messages' },
    });
    expect(file.rows).toHaveLength(2);
    expect(file.items[1]).toMatchObject({ line: 2, problem: { code, message } });
  });

  it('tells of a verdict it does not know', async () => {
    const row = { input: 'Say.', output_1: 'a', output_2: 'b', label: 1 };
    const file = await read(jsonl(row, { ...row, label: 9 }, { ...row, label: null }, row));
    expect(file.problems).toEqual([
      'line 2: `label` is "9"; expected 1, 2 or 0 (tie), or a, b, tie, both_bad',
      "line 3: nobody's verdict is filled in (`label`)",
    ]);
  });

  it('tells of conversations that share no prompt', async () => {
    const good = { chosen: '\n\nHuman: Hi\n\nAssistant: Yo', rejected: '\n\nHuman: Hi\n\nAssistant: Go' };
    const apart = { ...good, rejected: '\n\nHuman: Hi\n\nAssistant: No\n\nHuman: Why?\n\nAssistant: So' };
    const file = await read(jsonl(good, apart));
    expect(file.problems).toEqual([
      'line 2: the two conversations part before their last answer, so they share no prompt (`chosen`, message 2)',
    ]);
  });

  it('tells of canonical rows that break the schema', async () => {
    const row = { sourceId: 'a', messages: [user('Hi')] };
    const file = await read(jsonl(row, { sourceId: 'b', messages: [user('Hi')], tags: [3] }));
    expect(file.problems[0]).toMatch(/^line 2: `tags\[0\]`: /);
  });
});

describe('settings', () => {
  const rows = jsonl({ frage: 'Wer?', antwort: 'Ich.', gebiet: 'Fragen', nr: 7 });

  it('follows a mapping made by hand, and previews it', async () => {
    const mapping = { id: 'nr', instruction: 'frage', output: 'antwort', taskType: 'gebiet' };
    const defaults = { language: 'de', tags: ['school'], taskType: 'unused' };
    const expected = {
      source: 'test',
      sourceId: '7',
      messages: [user('Wer?')],
      taskType: 'Fragen',
      language: 'de',
      tags: ['school'],
      reference: 'Ich.',
      metadata: {},
    };
    expect(promptsOf(await read(rows, { mapping, defaults }))).toEqual([expected]);
    const preview = await detectFile(inPieces(rows), { source: 'test', mapping, defaults });
    expect(preview).toMatchObject({ layout: 'prompt-completion', mapping, samples: [{ prompt: expected }] });
    expect(preview.columns[3]).toEqual({ name: 'nr', types: ['number'], filled: 1, examples: ['7'] });
  });

  it('follows a layout that was chosen over the one it would take', async () => {
    const content = jsonl({
      instruction: 'Say.',
      input: '',
      output: 'Hi.',
      chosen: 'Hello.',
      rejected: 'No.',
    });
    const preview = await detectFile(inPieces(content), { source: 'test' });
    expect(preview.alternatives.map(({ layout }) => layout)).toContain('alpaca');
    const [prompt] = promptsOf(await read(content, { layout: 'alpaca' }));
    expect(prompt).toMatchObject({ reference: 'Hi.', metadata: { chosen: 'Hello.', rejected: 'No.' } });
    await expect(read(content, { layout: 'fastchat' })).rejects.toThrow('don\'t fit the layout "fastchat"');
  });

  it('reads messages that a table carries as JSON text', async () => {
    const cell = JSON.stringify([user('Hi'), assistant('Yo')]).replaceAll('"', '""');
    const [prompt] = promptsOf(await read(`messages,lang\n"${cell}",en\n`));
    expect(prompt).toMatchObject({ messages: [user('Hi')], reference: 'Yo', language: 'en' });
  });

  it('recognises a layout in spite of some bad rows and says how sure it is', async () => {
    const good = Array.from({ length: 8 }, (_, at) => ({ prompt: `Count to ${at}.`, completion: '…' }));
    const preview = await detectFile(inPieces(`${jsonl(...good)}broken\n${jsonl({ prompt: '' })}`), {
      source: 'test',
    });
    expect(preview).toMatchObject({ layout: 'prompt-completion', confidence: 0.8 });
    expect(preview.problems.map(({ line }) => line)).toEqual([9, 10]);
  });
});

it('gives canonical rows back as they were written', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((value) => value.trim() !== '' && !value.includes('\0'));
  const key = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 8 });
  const prompt = fc.record(
    {
      source: key,
      messages: fc
        .tuple(
          fc.option(text.map(system), { nil: undefined }),
          fc.array(text.map(user), { minLength: 1, maxLength: 3 }),
        )
        .map(([first, turns]) => (first ? [first, ...turns] : turns)),
      taskType: key,
      language: fc.constantFrom('en', 'de'),
      tags: fc.uniqueArray(key, { maxLength: 3 }),
      reference: fc.oneof(text, fc.array(text.map(assistant), { minLength: 1, maxLength: 3 })),
      metadata: fc.dictionary(key, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))),
    },
    { requiredKeys: ['source', 'messages', 'tags', 'metadata'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(prompt, { minLength: 1, maxLength: 6 }), async (given) => {
      const rows = given.map((row, at) => ({ ...row, sourceId: `p${at}` }));
      expect(promptsOf(await read(jsonl(...rows)))).toEqual(rows);
    }),
    { numRuns: 100 },
  );
}, 60_000);
