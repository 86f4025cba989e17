import type { ImportMessage } from '@prefloop/contract';
import { RowFault } from '../row-fault.ts';

const marker = /(?:^|\n\n)(Human|Assistant):/g;

export function isTranscript(value: unknown): value is string {
  return typeof value === 'string' && /^\s*Human:/.test(value);
}

/** Turns of a transcript "\n\nHuman: … \n\nAssistant: …". */
export function readTranscript(text: string, field: string): ImportMessage[] {
  const starts = [...text.trimStart().matchAll(marker)];
  if (starts[0]?.index !== 0) {
    throw new RowFault('TURN_ORDER', `\`${field}\` is no transcript: it must begin with "Human:"`, field);
  }
  const body = text.trimStart();
  return starts.map((start, at) => ({
    role: start[1] === 'Human' ? 'user' : 'assistant',
    content: body.slice(start.index + start[0].length, starts[at + 1]?.index ?? body.length).trim(),
  }));
}
