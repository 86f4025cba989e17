import type { ImportMessage } from '@prefloop/contract';
import { isRecord } from '../containers/parse-json-row.ts';
import { RowFault } from '../row-fault.ts';
import { article, listOf } from './cells.ts';

const chatRoles: Record<string, ImportMessage['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
};
const shareRoles: Record<string, ImportMessage['role']> = {
  system: 'system',
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  assistant: 'assistant',
  chatgpt: 'assistant',
  model: 'assistant',
};

/** Turns written as `{role, content}` (OpenAI) or `{from, value}` (ShareGPT), a list of them or their JSON text. */
export function readTurns(cell: unknown, field: string): ImportMessage[] {
  const list = listOf(cell, field);
  if (list.length === 0) throw new RowFault('EMPTY_PROMPT', `\`${field}\` is an empty list`, field);
  return list.map((item, at) => readTurn(item, `${field}[${at}]`));
}

export function readTurn(item: unknown, field: string): ImportMessage {
  if (!isRecord(item)) {
    throw new RowFault('WRONG_TYPE', `\`${field}\` is ${article(item)}; expected {"role", "content"}`, field);
  }
  const shared = 'from' in item && !('role' in item);
  const [roleKey, textKey, roles] = shared
    ? (['from', 'value', shareRoles] as const)
    : (['role', 'content', chatRoles] as const);
  const name = item[roleKey];
  const role = typeof name === 'string' && Object.hasOwn(roles, name) ? roles[name] : undefined;
  if (!role) {
    const expected = shared ? 'human, gpt or system' : 'system, user or assistant';
    const found = name === undefined ? 'missing' : JSON.stringify(name);
    const place = `${field}.${roleKey}`;
    throw new RowFault('UNKNOWN_ROLE', `\`${place}\` is ${found}; expected ${expected}`, place);
  }
  return { role, content: readContent(item[textKey], `${field}.${textKey}`) };
}

/** Plain text, or OpenAI's list of parts as long as all of them are text. */
function readContent(content: unknown, field: string): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) {
    throw new RowFault('WRONG_TYPE', `\`${field}\` is ${article(content)}; expected text`, field);
  }
  return content
    .map((part: unknown, at) => {
      if (isRecord(part) && part.type === 'text' && typeof part.text === 'string') return part.text;
      const place = `${field}[${at}]`;
      throw new RowFault(
        'WRONG_TYPE',
        `\`${place}\` is no text part; only text can be trained on here`,
        place,
      );
    })
    .join('');
}

/**
 * Parts a conversation into what the model is asked and the answer at its end (if it ends with one).
 * Assistant messages that follow one another count as one.
 */
export function splitConversation(
  turns: ImportMessage[],
  field: string,
): { messages: ImportMessage[]; answer: string | undefined } {
  let end = turns.length;
  while (end > 0 && turns[end - 1]?.role === 'assistant') end -= 1;
  const messages = turns.slice(0, end);
  checkPrompt(messages, field);
  const answers = turns.slice(end).map((turn) => turn.content);
  return { messages, answer: answers.length > 0 ? answers.join('\n\n') : undefined };
}

/** @throws RowFault unless a system message, if any, is the first, and a user's message that says something the last */
export function checkPrompt(messages: ImportMessage[], field: string): void {
  const strayed = messages.findIndex((message, at) => at > 0 && message.role === 'system');
  if (strayed > 0) {
    const place = `${field}[${strayed}]`;
    throw new RowFault('TURN_ORDER', `\`${place}\` is a system message; only the first may be one`, place);
  }
  const last = messages.at(-1);
  if (last?.role !== 'user') {
    throw new RowFault(
      'TURN_ORDER',
      `\`${field}\` asks nothing: no user message stands before the answer`,
      field,
    );
  }
  const empty = messages.findIndex((message) => message.role === 'user' && message.content.trim() === '');
  if (empty >= 0) {
    const place = messages.length === 1 ? field : `${field}[${empty}]`;
    throw new RowFault('EMPTY_PROMPT', `\`${place}\` is empty; there is nothing to ask`, place);
  }
}
