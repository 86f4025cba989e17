import type { ImportMessage, ImportResponse } from '@prefloop/contract';
import { isRecord } from '../containers/parse-json-row.ts';
import { RowFault } from '../row-fault.ts';
import { answerAt, asked, systemOf } from './asked.ts';
import { article, cellAt, textAt } from './cells.ts';
import { type Columns, commonParts, withoutGaps } from './columns.ts';
import { checkPrompt, readTurn, readTurns } from './conversation.ts';
import { turnsOf } from './conversations.ts';
import type { Layout, ReadContext, Reading } from './layout.ts';
import { isTranscript, readTranscript } from './transcript.ts';
import { FIRST_BETTER } from './verdict.ts';

type Row = Record<string, unknown>;

function readPreference(row: Row, context: ReadContext): Reading[] {
  const { mapping, annotator } = context;
  const before = promptTurns(row, context);
  const chosen = sideTurns(row, mapping.chosen, 'the better response');
  const rejected = sideTurns(row, mapping.rejected, 'the worse response');
  const field = mapping.chosen ?? 'chosen';
  const { messages, answers } = partAtDifference(whole(before, chosen), whole(before, rejected), field);
  const [better, worse] = answers;
  return [
    {
      messages,
      // Read as prompts, the better response is what there is to learn from, unless an output is given.
      reference: answerAt(row, mapping.output) ?? (context.kind === 'prompts' ? better : undefined),
      pair: {
        responses: [
          response(better, textAt(row, mapping.model1)),
          response(worse, textAt(row, mapping.model2)),
        ],
        ratings: [{ annotator: textAt(row, mapping.annotator).trim() || annotator, verdict: FIRST_BETTER }],
      },
    },
  ];
}

function response(text: string, model: string): ImportResponse {
  return model === '' ? { text } : { text, model };
}

/** What both were asked, as far as a column of its own tells; transcripts carry it inside. */
function promptTurns(row: Row, context: ReadContext): ImportMessage[] {
  const { mapping } = context;
  if (mapping.messages !== undefined) return turnsOf(row, context);
  if (mapping.instruction === undefined) return [];
  const cell = row[mapping.instruction];
  if (Array.isArray(cell)) return [...systemOf(row, mapping), ...readTurns(cell, mapping.instruction)];
  if (isTranscript(cell)) return readTranscript(cell, mapping.instruction);
  return asked(row, mapping);
}

/** One side as turns: a text is one answer, a list or a transcript may repeat the conversation before it. */
function sideTurns(row: Row, column: string | undefined, part: string): ImportMessage[] {
  const cell = cellAt(row, column, part);
  const field = column ?? part;
  if (isTranscript(cell)) return readTranscript(cell, field);
  if (typeof cell === 'string') return [{ role: 'assistant', content: cell }];
  if (Array.isArray(cell)) return readTurns(cell, field);
  if (isRecord(cell)) return [readTurn(cell, field)];
  throw new RowFault('WRONG_TYPE', `\`${field}\` is ${article(cell)}; expected text or messages`, field);
}

function whole(before: ImportMessage[], side: ImportMessage[]): ImportMessage[] {
  if (side.every((turn) => turn.role === 'assistant')) return [...before, ...side];
  // The side repeats its conversation; the column before it may still bring a system message.
  const system = before.filter((turn) => turn.role === 'system' && side[0]?.role !== 'system');
  return [...system, ...side];
}

/** The prompt is what both have in common up to a user's turn; the rest is one answer each. */
function partAtDifference(chosen: ImportMessage[], rejected: ImportMessage[], field: string) {
  let shared = 0;
  while (shared < chosen.length && same(chosen[shared], rejected[shared])) shared += 1;
  while (shared > 0 && chosen[shared - 1]?.role !== 'user') shared -= 1;
  const messages = chosen.slice(0, shared);
  checkPrompt(messages, field);
  return { messages, answers: [answerOf(chosen, shared, field), answerOf(rejected, shared, field)] as const };
}

function answerOf(turns: ImportMessage[], from: number, field: string): string {
  const rest = turns.slice(from);
  if (rest.length > 0 && rest.every((turn) => turn.role === 'assistant')) {
    return rest.map((turn) => turn.content).join('\n\n');
  }
  throw new RowFault(
    'TURN_ORDER',
    `the two conversations part before their last answer, so they share no prompt (\`${field}\`, message ${from + 1})`,
    field,
  );
}

function same(one: ImportMessage | undefined, other: ImportMessage | undefined): boolean {
  return one?.role === other?.role && one?.content === other?.content;
}

function sides(columns: Columns) {
  const types = ['text', 'list', 'object'] as const;
  const chosen = columns.find(['chosen'], types);
  const rejected = columns.find(['rejected'], types);
  if (!chosen || !rejected) return null;
  return {
    ...commonParts(columns),
    chosen,
    rejected,
    model1: columns.find(['chosen_model', 'chosen-model']),
    model2: columns.find(['rejected_model', 'rejected-model']),
    annotator: columns.find(['annotator', 'annotator_id', 'worker_id', 'rater'], ['text', 'number']),
  };
}

/** HH: `chosen` and `rejected` are whole transcripts that share all but the last answer. */
export const hh: Layout = {
  id: 'hh',
  kinds: ['pairs', 'prompts'],
  recognise(columns) {
    const parts = sides(columns);
    const bare =
      parts && !columns.find(['prompt', 'instruction', 'question', 'conversations'], ['text', 'list']);
    return bare && columns.find(['chosen']) ? withoutGaps(parts) : null;
  },
  read: readPreference,
};

/** `prompt`, `chosen`, `rejected`, each a text or messages; without a prompt, both sides are whole conversations. */
export const preference: Layout = {
  id: 'preference',
  kinds: ['pairs', 'prompts'],
  recognise(columns) {
    const parts = sides(columns);
    const instruction = columns.find(['prompt', 'question', 'instruction', 'input'], ['text', 'list']);
    const whole = columns.find(['chosen'], ['list']);
    if (!parts || !(instruction || whole) || columns.find(['output'])) return null;
    const input = columns.find(['input'], ['text', 'empty']);
    return withoutGaps({ ...parts, instruction, input: input === instruction ? undefined : input });
  },
  read: readPreference,
};

/** `instruction`, `input`, `output` with `chosen` and `rejected` beside them: demonstrations and pairs in one. */
export const instructionPreference: Layout = {
  id: 'instruction-preference',
  kinds: ['pairs', 'prompts'],
  recognise(columns) {
    const parts = sides(columns);
    const instruction = columns.find(['instruction', 'prompt']);
    const output = columns.find(['output']);
    if (!parts || !instruction || !output) return null;
    return withoutGaps({ ...parts, instruction, input: columns.find(['input'], ['text', 'empty']), output });
  },
  read: readPreference,
};

/** LLaMA-Factory: `conversations` asked, `chosen` and `rejected` as one turn each. */
export const llamaFactory: Layout = {
  id: 'llama-factory',
  kinds: ['pairs', 'prompts'],
  recognise(columns) {
    const parts = sides(columns);
    const messages = columns.find(['conversations', 'messages'], ['list']);
    return parts && messages ? withoutGaps({ ...parts, messages }) : null;
  },
  read: readPreference,
};
