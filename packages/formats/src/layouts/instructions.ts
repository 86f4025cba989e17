import { isRecord } from '../containers/parse-json-row.ts';
import { RowFault } from '../row-fault.ts';
import { answerAt, asked } from './asked.ts';
import { article, cellAt, listOf, textOf } from './cells.ts';
import { type Columns, commonParts, withoutGaps } from './columns.ts';
import type { Layout, ReadContext, Reading } from './layout.ts';

const outputs = ['output', 'response', 'completion', 'answer', 'target', 'demonstration'];
const prompts = ['prompt', 'question', 'query', 'instruction', 'input'];
/** What a demonstration may be in JSON: `3` and `true` are answers too. */
const answers = ['text', 'number', 'boolean'] as const;
const completions = [...outputs, 'canonical_solution', 'solution'];

function readInstruction(row: Record<string, unknown>, { mapping }: ReadContext): Reading[] {
  return [{ messages: asked(row, mapping), reference: answerAt(row, mapping.output) }];
}

/** Stanford Alpaca: `instruction`, `input`, `output`; the answer may be missing. */
export const alpaca: Layout = {
  id: 'alpaca',
  kinds: ['prompts'],
  recognise(columns) {
    const instruction = columns.find(['instruction']);
    const output = columns.find(outputs, answers);
    const input = columns.find(['input', 'context'], ['text', 'empty']);
    if (!instruction || !(output || input)) return null;
    return withoutGaps({ ...commonParts(columns), instruction, input, output });
  },
  read: readInstruction,
};

/** Self-instruct's predictions: a model's `response` beside the human `target`; only the target is a demonstration. */
export const selfInstructPredictions: Layout = {
  id: 'self-instruct-predictions',
  kinds: ['prompts'],
  recognise(columns) {
    const instruction = columns.find(['instruction']);
    const output = columns.find(['target']);
    if (!instruction || !output || !columns.has('prompt') || !columns.has('response')) return null;
    return withoutGaps({
      ...commonParts(columns),
      instruction,
      input: columns.find(['input'], ['text', 'empty']),
      output,
    });
  },
  read: readInstruction,
};

/** `prompt` and `completion`, under the names they usually go by. */
export const promptCompletion: Layout = {
  id: 'prompt-completion',
  kinds: ['prompts'],
  recognise(columns) {
    const instruction = columns.find(prompts);
    const output = columns.find(completions, answers);
    if (!instruction || !output || instruction === output) return null;
    return withoutGaps({ ...commonParts(columns), instruction, output });
  },
  read: readInstruction,
};

/** One column that holds the whole prompt. */
export const text: Layout = {
  id: 'text',
  kinds: ['prompts'],
  recognise(columns) {
    // Answers and reviews kept apart from their questions have a `text` too, but it asks nothing.
    if (columns.has('answer_id') || columns.has('review_id')) return null;
    // A lone column of any name will do, as long as it is a name: prose opened as a table has a sentence there.
    const only =
      columns.names().length === 1 ? columns.names().filter((name) => /^[\w.-]{1,60}$/.test(name)) : [];
    const instruction = columns.find([
      'prompt',
      'instruction',
      'question',
      'query',
      'text',
      'input',
      ...only,
    ]);
    return instruction ? withoutGaps({ ...commonParts(columns), instruction }) : null;
  },
  read: readInstruction,
};

/** Self-instruct's seed tasks and user-oriented tasks: one instruction, applied to each of its `instances`. */
export const selfInstruct: Layout = {
  id: 'self-instruct',
  kinds: ['prompts'],
  recognise(columns: Columns) {
    const instruction = columns.find(['instruction']);
    const instances = columns.find(['instances'], ['list']);
    if (!instruction || !instances) return null;
    const classification = columns.find(['is_classification'], ['boolean']);
    return withoutGaps({ ...commonParts(columns), instruction, instances, classification });
  },
  read(row, { mapping }) {
    const field = mapping.instances ?? 'instances';
    const list = listOf(cellAt(row, mapping.instances, 'the instances'), field);
    if (list.length === 0) throw new RowFault('EMPTY_PROMPT', `\`${field}\` is an empty list`, field);
    const isClass = mapping.classification !== undefined && row[mapping.classification] === true;
    return list.map((item, at) => {
      const place = `${field}[${at}]`;
      if (!isRecord(item)) {
        throw new RowFault(
          'WRONG_TYPE',
          `\`${place}\` is ${article(item)}; expected {"input", "output"}`,
          place,
        );
      }
      const reference = textOf(item.output, `${place}.output`);
      return {
        messages: asked(row, mapping, textOf(item.input, `${place}.input`)),
        reference: reference.trim() === '' ? undefined : reference,
        ...(isClass ? { taskType: 'classification' } : {}),
        ...(list.length > 1 ? { part: at + 1 } : {}),
      };
    });
  },
};
