import type { ImportMessage } from '@prefloop/contract';
import { RowFault } from '../row-fault.ts';
import { systemOf } from './asked.ts';
import { article, cellAt, listOf, textOf } from './cells.ts';
import { type Columns, commonParts, withoutGaps } from './columns.ts';
import { checkPrompt, readTurns, splitConversation } from './conversation.ts';
import type { Layout, ReadContext, Reading } from './layout.ts';

/** The turns of the messages column, with the system column before them if they bring no system message along. */
export function turnsOf(row: Record<string, unknown>, { mapping }: ReadContext): ImportMessage[] {
  const turns = readTurns(cellAt(row, mapping.messages, 'the messages'), mapping.messages ?? 'messages');
  return turns[0]?.role === 'system' ? turns : [...systemOf(row, mapping), ...turns];
}

function readConversation(row: Record<string, unknown>, context: ReadContext): Reading[] {
  const { messages, answer } = splitConversation(
    turnsOf(row, context),
    context.mapping.messages ?? 'messages',
  );
  return [{ messages, reference: answer }];
}

function conversation(columns: Columns, names: string[]) {
  const messages = columns.find(names, ['list', 'text']);
  return messages ? withoutGaps({ ...commonParts(columns), messages }) : null;
}

/** OpenAI's `messages`. A last assistant message is the demonstration. */
export const messages: Layout = {
  id: 'messages',
  kinds: ['prompts'],
  recognise: (columns) => conversation(columns, ['messages']),
  read: readConversation,
};

/** ShareGPT's `conversations`. */
export const sharegpt: Layout = {
  id: 'sharegpt',
  kinds: ['prompts'],
  recognise: (columns) => conversation(columns, ['conversations', 'conversation']),
  read: readConversation,
};

/** `messages` with a thumb up or down on the last answer (KTO). What was marked bad is no demonstration. */
export const messagesLabel: Layout = {
  id: 'messages-label',
  kinds: ['prompts'],
  recognise(columns) {
    const label = columns.find(['label', 'kto_tag'], ['boolean']);
    const parts = conversation(columns, ['messages', 'conversations']);
    return label && parts ? { ...parts, label } : null;
  },
  read(row, context) {
    const column = context.mapping.label;
    const label = cellAt(row, column, 'the label');
    if (typeof label !== 'boolean') {
      throw new RowFault('WRONG_TYPE', `\`${column}\` is ${article(label)}; expected true or false`, column);
    }
    return readConversation(row, context).map(({ messages, reference }) => ({
      messages,
      reference: label ? reference : undefined,
      metadata: { label, ...(label ? {} : { response: reference }) },
    }));
  },
};

/** FastChat's questions: `turns`, each a user message, with an optional `reference` answer to each. */
export const fastchat: Layout = {
  id: 'fastchat',
  kinds: ['prompts'],
  recognise(columns) {
    const turns = columns.find(['turns'], ['list']);
    if (!turns) return null;
    return withoutGaps({
      ...commonParts(columns),
      turns,
      output: columns.find(['reference'], ['list', 'text']),
    });
  },
  read(row, { mapping }) {
    const field = mapping.turns ?? 'turns';
    const turns = listOf(cellAt(row, mapping.turns, 'the turns'), field).map(
      (turn, at): ImportMessage => ({ role: 'user', content: textOf(turn, `${field}[${at}]`) }),
    );
    checkPrompt(turns, field);
    const messages = [...systemOf(row, mapping), ...turns];
    return [{ messages, ...referenceOf(row, mapping.output, turns.length) }];
  },
};

/** One answer per turn or none: half a set of answers can't be trained on, so it is only kept as metadata. */
function referenceOf(
  row: Record<string, unknown>,
  column: string | undefined,
  turns: number,
): Partial<Reading> {
  const cell = column === undefined ? undefined : row[column];
  if (column === undefined || cell === undefined || cell === null) return {};
  const list = typeof cell === 'string' && !cell.startsWith('[') ? [cell] : listOf(cell, column);
  const answers = list.map((answer, at) => textOf(answer, `${column}[${at}]`));
  if (answers.length !== turns || answers.some((answer) => answer.trim() === '')) {
    return { metadata: { [column]: cell } };
  }
  if (turns === 1) return { reference: answers[0] };
  return { reference: answers.map((content) => ({ role: 'assistant', content })) };
}
