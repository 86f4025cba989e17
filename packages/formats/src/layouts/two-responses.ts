import type { ImportMapping, ImportResponse } from '@prefloop/contract';
import { asked } from './asked.ts';
import { cellAt, textAt, textOf } from './cells.ts';
import { type Columns, commonParts, withoutGaps } from './columns.ts';
import type { Layout, ReadContext, Reading } from './layout.ts';
import { readRatings } from './verdict.ts';

const texts = ['text', 'number', 'boolean', 'empty'] as const;
const pairsOfNames = [
  ['response1', 'response2'],
  ['response_1', 'response_2'],
  ['response_a', 'response_b'],
  ['output_1', 'output_2'],
  ['output1', 'output2'],
  ['answer_a', 'answer_b'],
  ['a1', 'a2'],
] as const;

function responseColumns(columns: Columns): ImportMapping | null {
  for (const [first, second] of pairsOfNames) {
    const response1 = columns.find([first], texts);
    const response2 = columns.find([second], texts);
    if (response1 && response2) return { response1, response2 };
  }
  return null;
}

function promptColumns(columns: Columns): ImportMapping | null {
  const instruction = columns.find(['instruction', 'prompt', 'question', 'input', 'topic']);
  const input = instruction === undefined ? undefined : columns.find(['input'], ['text', 'empty']);
  return instruction ? withoutGaps({ instruction, input: input === instruction ? undefined : input }) : null;
}

function readPair(row: Record<string, unknown>, context: ReadContext): Reading[] {
  const { mapping } = context;
  const columns = [mapping.response1, mapping.response2];
  const [model1, model2] = modelNames(row, mapping);
  const first = cellOrEmpty(row, mapping.response1, 'the first response');
  const second = cellOrEmpty(row, mapping.response2, 'the second response');
  const odd = columns.flatMap((column) =>
    column !== undefined && typeof row[column] === 'boolean' ? [[column, row[column]]] : [],
  );
  return [
    {
      messages: asked(row, mapping),
      pair: {
        responses: [response(first, model1), response(second, model2)],
        ratings: readRatings(row, context),
      },
      // A response that a source holds as a boolean is kept as such, since its text alone no longer shows it.
      ...(odd.length > 0 ? { metadata: Object.fromEntries(odd) } : {}),
    },
  ];
}

/** A model that said nothing was rated for it, so an empty response is one; delimited files leave empty cells out. */
function cellOrEmpty(row: Record<string, unknown>, column: string | undefined, part: string): string {
  if (column === undefined) cellAt(row, column, part);
  return column === undefined ? '' : textOf(row[column], column);
}

function response(text: string, model: string): ImportResponse {
  return model === '' ? { text } : { text, model };
}

function modelNames(row: Record<string, unknown>, mapping: ImportMapping): [string, string] {
  if (mapping.models === undefined) return [textAt(row, mapping.model1), textAt(row, mapping.model2)];
  // Several underscores could part the names anywhere.
  const [first = '', second = '', ...more] = textAt(row, mapping.models).split('_');
  return more.length > 0 ? ['', ''] : [first, second];
}

/** PandaLM's test set: two responses, `annotator1` to `annotator3` with 0 tie, 1 or 2, both models in `cmp_key`. */
export const pandalm: Layout = {
  id: 'pandalm',
  kinds: ['pairs', 'prompts'],
  recognise(columns) {
    const verdicts = columns.names().filter((name) => /^annotator_?\d+$/i.test(name));
    const responses = responseColumns(columns);
    const prompt = promptColumns(columns);
    if (verdicts.length === 0 || !responses || !prompt) return null;
    const models = columns.find(['cmp_key']);
    return withoutGaps({ ...commonParts(columns), ...prompt, ...responses, verdicts, models });
  },
  read: readPair,
};

/** Two responses and one verdict column, as LLMBar's `label` or an arena's `winner`. */
export const twoResponses: Layout = {
  id: 'two-responses',
  kinds: ['pairs', 'prompts'],
  recognise(columns) {
    const responses = responseColumns(columns);
    const prompt = promptColumns(columns);
    const verdict = columns.find(
      ['label', 'preference', 'winner', 'verdict', 'choice', 'vote'],
      ['text', 'number'],
    );
    if (!responses || !prompt || !verdict) return null;
    return withoutGaps({
      ...commonParts(columns),
      ...prompt,
      ...responses,
      verdicts: [verdict],
      model1: columns.find(['model_a', 'model_1', 'model1']),
      model2: columns.find(['model_b', 'model_2', 'model2']),
      annotator: columns.find(
        ['annotator', 'annotator_id', 'worker_id', 'rater', 'judge'],
        ['text', 'number'],
      ),
      comment: columns.find(['comment', 'reason']),
    });
  },
  read: readPair,
};
