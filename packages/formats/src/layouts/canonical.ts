import { importPair, importPrompt } from '@prefloop/contract';
import type { z } from 'zod';
import { RowFault } from '../row-fault.ts';
import { checkPrompt } from './conversation.ts';
import type { Layout, Reading } from './layout.ts';

const promptRow = importPrompt.partial({ source: true, sourceId: true, tags: true, metadata: true });
const pairRow = importPair.extend({ prompt: promptRow });

function parse<T>(schema: z.ZodType<T>, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = pathOf(issue?.path ?? []);
  throw new RowFault('WRONG_TYPE', `\`${field}\`: ${issue?.message ?? 'not as expected'}`, field);
}

/** `messages[2].role` */
function pathOf(path: PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function readPrompt(prompt: z.infer<typeof promptRow>, field: string): Reading {
  const { sourceId, metadata, ...rest } = prompt;
  checkPrompt(prompt.messages, field);
  return { ...rest, id: sourceId, metadata: metadata ?? {} };
}

/** The platform's own prompts, one canonical row per line. */
export const prefloop: Layout = {
  id: 'prefloop',
  kinds: ['prompts'],
  uses: ['source', 'sourceId', 'messages', 'taskType', 'language', 'tags', 'reference', 'metadata'],
  recognise(columns) {
    const own = columns.find(['messages'], ['list']) && columns.find(['sourceId'], ['text']);
    return own ? { messages: 'messages' } : null;
  },
  read: (row) => [readPrompt(parse(promptRow, row), 'messages')],
};

/** The platform's own rated pairs, one canonical row per line. */
export const prefloopPairs: Layout = {
  id: 'prefloop-pairs',
  kinds: ['pairs', 'prompts'],
  uses: ['prompt', 'responses', 'ratings'],
  recognise(columns) {
    const own = columns.find(['prompt'], ['object']) && columns.find(['responses'], ['list']);
    return own && columns.find(['ratings'], ['list', 'empty']) ? {} : null;
  },
  read(row) {
    const { prompt, responses, ratings } = parse(pairRow, row);
    return [{ ...readPrompt(prompt, 'prompt.messages'), pair: { responses, ratings } }];
  },
};
