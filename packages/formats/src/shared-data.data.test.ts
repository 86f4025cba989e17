import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportKind, ImportLayout } from '@prefloop/contract';
import { describe, expect, it } from 'vitest';
import { detectFile } from './detect-file.ts';
import { pairsOf, promptsOf, readAll } from './test-helpers.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = resolve(root, process.env.PREFLOOP_SHARED_DATA ?? '../shared/data');
const open = (file: string) => createReadStream(resolve(folder, file));

const predictions = [
  'davinci-self-instruct-and-superni-ft',
  'davinci-self-instruct',
  'davinci-superni-ft',
  'davinci-t0-ft',
  'davinci',
  'text-davinci-001',
  'text-davinci-002',
  'text-davinci-003',
].map((name): [string, ImportLayout, ImportKind, number, number] => [
  `self-instruct/predictions/${name}_predictions.jsonl`,
  'self-instruct-predictions',
  'prompts',
  162,
  162,
]);

/** File, layout, kind, records, and how many carry a demonstration (prompts) or ratings (pairs). */
const files: [file: string, layout: ImportLayout, kind: ImportKind, records: number, filled: number][] = [
  ['self-instruct/seed_tasks.jsonl', 'self-instruct', 'prompts', 175, 175],
  ['self-instruct/user_oriented_instructions.jsonl', 'self-instruct', 'prompts', 162, 162],
  ...predictions,
  ['gsm8k/train_sample.jsonl', 'prompt-completion', 'prompts', 800, 800],
  ['human-eval-code/HumanEval_part.jsonl.gz', 'prompt-completion', 'prompts', 110, 110],
  ['p3-task-types/p3_sample.jsonl', 'prompt-completion', 'prompts', 627, 627],
  ['super-ni-prompts/natural_instructions.json', 'alpaca', 'prompts', 699, 0],
  ['dolly-sample/dolly.jsonl', 'prompt-completion', 'prompts', 110, 110],
  ['gpteacher/codegen-instruct.json', 'alpaca', 'prompts', 400, 400],
  ['gpteacher/roleplay-instruct.json', 'alpaca', 'prompts', 400, 400],
  ['mt-bench/question.jsonl', 'fastchat', 'prompts', 80, 31],
  ['mt-bench/vicuna_question.jsonl', 'fastchat', 'prompts', 80, 0],
  ['mt-bench/dummy_conversation.json', 'sharegpt', 'prompts', 150, 150],
  ['vicuna-arena-qlora/vicuna_questions.jsonl', 'text', 'prompts', 80, 0],
  ['oasst-trees/en_tree.jsonl', 'oasst', 'prompts', 80, 79],
  ['llama-factory-formats/kto_en_demo.json', 'messages-label', 'prompts', 150, 80],
  ['llama-factory-formats/dpo_en_demo.json', 'llama-factory', 'pairs', 149, 149],
  ['llms-from-scratch/instruction-data-with-preference.json', 'instruction-preference', 'pairs', 874, 874],
  ['hh-rlhf-harmless/test_part.jsonl.gz', 'hh', 'pairs', 1431, 1431],
  ['pandalm/testset-v1.json', 'pandalm', 'pairs', 999, 2997],
  ['llmbar/Natural.json', 'two-responses', 'pairs', 100, 100],
  ['llmbar/Neighbor.json', 'two-responses', 'pairs', 134, 134],
  ['llmbar/GPTOut.json', 'two-responses', 'pairs', 47, 47],
  ['llmbar/MT-Bench.json', 'two-responses', 'pairs', 200, 200],
  ['llmbar/FairEval.json', 'two-responses', 'pairs', 66, 66],
  ['ukpconvarg1/strict.tsv.gz', 'two-responses', 'pairs', 7884, 7884],
];

describe('real files', () => {
  it.each(files)('%s is %s', async (file, layout, kind, records, filled) => {
    const preview = await detectFile(open(file), { source: file });
    expect(preview).toMatchObject({ layout, kind, confidence: 1, problems: [] });
    const read = await readAll(open(file), { source: file });
    expect(read.problems).toEqual([]);
    expect(read.rows).toHaveLength(records);
    const count =
      kind === 'pairs'
        ? pairsOf(read).reduce((sum, pair) => sum + pair.ratings.length, 0)
        : promptsOf(read).filter((prompt) => prompt.reference !== undefined).length;
    expect(count).toBe(filled);
    expect(new Set(promptsOf(read).map((prompt) => prompt.sourceId)).size).toBe(records);
  });

  it.each([
    ['answers without their questions', 'vicuna-arena-qlora/generations/answer_gpt4.jsonl'],
    ['verdicts without texts', 'vicuna-arena-qlora/pairwise_gpt4.jsonl.gz'],
    ['statistics', 'llmbar/ai_judge_published_stats.csv'],
    ['worked examples', 'agreement-worked-examples/examples.json'],
    ['a page of Markdown', 'README.md'],
  ])('takes no part of %s for prompts', async (_, file) => {
    expect(await detectFile(open(file), { source: file })).toMatchObject({ layout: null, confidence: 0 });
    await expect(readAll(open(file))).rejects.toMatchObject({ code: 'BAD_FILE' });
  });

  it('marks the seed tasks that classify', async () => {
    const read = await readAll(open('self-instruct/seed_tasks.jsonl'));
    expect(promptsOf(read).filter((prompt) => prompt.taskType === 'classification')).toHaveLength(26);
  });

  it('keeps both turns of MT-bench, and its categories', async () => {
    const prompts = promptsOf(await readAll(open('mt-bench/question.jsonl')));
    expect(prompts.every((prompt) => prompt.messages.map(({ role }) => role).join() === 'user,user')).toBe(
      true,
    );
    expect(new Set(prompts.map((prompt) => prompt.taskType)).size).toBe(8);
    // Eight questions have an answer to one turn only; those stay beside the prompt.
    expect(prompts.filter((prompt) => prompt.metadata.reference !== undefined)).toHaveLength(8);
  });

  it('counts the majority of PandaLM as published: 105 ties, 422 first, 472 second', async () => {
    const pairs = pairsOf(await readAll(open('pandalm/testset-v1.json')));
    const majority = { tie: 0, first: 0, second: 0 };
    for (const { ratings } of pairs) {
      const sides = ratings.map(({ verdict }) => Math.sign(Number(verdict))).sort((a, b) => a - b);
      // Of three votes that are never split three ways, the middle one is the majority's.
      const middle = sides[1] ?? Number.NaN;
      majority[middle === 0 ? 'tie' : middle < 0 ? 'first' : 'second'] += 1;
    }
    expect(majority).toEqual({ tie: 105, first: 422, second: 472 });
    const texts = pairs.flatMap(({ responses }) => responses.map(({ text }) => text));
    expect(texts.filter((text) => text === '')).toHaveLength(54);
    expect(pairs.filter(({ prompt }) => Object.values(prompt.metadata).includes(true))).toHaveLength(6);
    const models = new Set(pairs.map(({ responses }) => `${responses[0].model} ${responses[1].model}`));
    expect(models.size).toBe(10);
  });

  it('reads llms-from-scratch as demonstrations too', async () => {
    const file = 'llms-from-scratch/instruction-data-with-preference.json';
    const read = await readAll(open(file), { kind: 'prompts' });
    expect(read.rows).toHaveLength(874);
    expect(promptsOf(read).every((prompt) => typeof prompt.reference === 'string')).toBe(true);
  });
});
