import type { ImportMapping, ImportMessage } from '@prefloop/contract';
import { RowFault } from '../row-fault.ts';
import { textAt } from './cells.ts';
import { checkPrompt } from './conversation.ts';

/** The system column as a message, none where it is empty. */
export function systemOf(row: Record<string, unknown>, mapping: ImportMapping): ImportMessage[] {
  const content = textAt(row, mapping.system);
  return content.trim() === '' ? [] : [{ role: 'system', content }];
}

/** One user message from an instruction and the input it applies to, two lines apart. */
export function asked(
  row: Record<string, unknown>,
  mapping: ImportMapping,
  input = textAt(row, mapping.input),
): ImportMessage[] {
  if (mapping.instruction === undefined) {
    throw new RowFault('MISSING_FIELD', 'no column is chosen as the instruction; choose one in the mapping');
  }
  const parts = [textAt(row, mapping.instruction), input].filter((part) => part.trim() !== '');
  const messages: ImportMessage[] = [
    ...systemOf(row, mapping),
    { role: 'user', content: parts.join('\n\n') },
  ];
  checkPrompt(messages.slice(-1), mapping.instruction);
  return messages;
}

/** A demonstration, unless there is nothing in it. */
export function answerAt(row: Record<string, unknown>, column: string | undefined): string | undefined {
  const text = textAt(row, column);
  return text.trim() === '' ? undefined : text;
}
