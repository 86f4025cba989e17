import { sftRules } from '@prefloop/contract';
import type { Demonstration } from '@prefloop/db';
import { describe, expect, test } from 'vitest';
import { sftRows } from './sft-rows.ts';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });

function rowsOf(
  messages: Demonstration['messages'],
  reference: Demonstration['reference'],
  changes: object = {},
) {
  const demonstration: Demonstration = {
    promptId: 'p',
    messages,
    reference,
    taskType: 'qa',
    heldOut: false,
    annotatorId: null,
  };
  return sftRows(demonstration, 'group', sftRules.parse({ kind: 'sft', ...changes }));
}

describe('which rows a demonstration gives', () => {
  test('one question, one answer', () => {
    expect(rowsOf([{ role: 'system', content: 's' }, user('q')], [assistant('a')])).toEqual({
      rows: [
        {
          prompt: [{ role: 'system', content: 's' }, user('q')],
          completion: [assistant('a')],
          group: 'group',
          taskType: 'qa',
        },
      ],
    });
  });

  test('a conversation that ends with a question is one row', () => {
    const messages = [user('q1'), assistant('a1'), user('q2')];
    expect(rowsOf(messages, [assistant('a2')])).toMatchObject({
      rows: [{ prompt: messages, completion: [assistant('a2')] }],
    });
  });

  test('two open turns give two rows, the first answer being part of the second prompt', () => {
    expect(rowsOf([user('q1'), user('q2')], [assistant('a1'), assistant('a2')])).toMatchObject({
      rows: [
        { prompt: [user('q1')], completion: [assistant('a1')] },
        { prompt: [user('q1'), assistant('a1'), user('q2')], completion: [assistant('a2')] },
      ],
    });
  });

  test.each([
    ['fewer answers than turns', [user('q1'), user('q2')], [assistant('a')], 'unanswered-turns'],
    ['more answers than turns', [user('q1')], [assistant('a'), assistant('b')], 'unanswered-turns'],
    ['an empty answer', [user('q')], [assistant(' ')], 'empty-response'],
  ])('%s is removed with its reason', (_name, messages, reference, removed) => {
    expect(rowsOf(messages, reference)).toEqual({ removed });
  });

  test('too many characters', () => {
    expect(rowsOf([user('12345')], [assistant('12345')], { maxCharacters: 9 })).toEqual({
      removed: 'too-long',
    });
  });
});
