import { createReadStream } from 'node:fs';
import type { ImportPrompt } from '@prefloop/contract';
import { describe, expect, it } from 'vitest';
import { demoFile } from './demo-file.ts';
import { detectFile } from './detect-file.ts';
import { promptsOf, readAll } from './test-helpers.ts';

const heldOut = ['classification', 'translation'];

async function demoPrompts(): Promise<ImportPrompt[]> {
  return promptsOf(await readAll(createReadStream(demoFile)));
}

function textOf({ messages }: ImportPrompt): string {
  return messages.map(({ content }) => content).join('\n');
}

/** Share of the words that two texts have in common (Jaccard). */
function overlap(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared);
}

describe('the demo set', () => {
  it('is recognised as our own layout and read without a fault', async () => {
    expect(await detectFile(createReadStream(demoFile), { source: 'x' })).toMatchObject({
      layout: 'prefloop',
      confidence: 1,
    });
    const file = await readAll(createReadStream(demoFile));
    expect(file.problems).toEqual([]);
    expect(promptsOf(file).map(({ source, sourceId }) => `${source} ${sourceId}`)).toEqual(
      file.rows.map((_, at) => `prefloop-demo demo-${String(at + 1).padStart(3, '0')}`),
    );
  });

  it('covers seven task types and four languages', async () => {
    const prompts = await demoPrompts();
    expect(prompts.length).toBeGreaterThanOrEqual(160);
    const types = [...new Set(prompts.map(({ taskType }) => taskType))].sort();
    expect(types).toEqual([
      'classification',
      'coding',
      'creative-writing',
      'dialogue',
      'question-answering',
      'summarization',
      'translation',
    ]);
    for (const type of types)
      expect(prompts.filter(({ taskType }) => taskType === type).length).toBeGreaterThan(20);
    expect([...new Set(prompts.map(({ language }) => language))].sort()).toEqual(['de', 'en', 'es', 'fr']);
  });

  it('holds out exactly two task types, each with a reference to every prompt', async () => {
    for (const prompt of await demoPrompts()) {
      const held = heldOut.includes(prompt.taskType ?? '');
      expect(prompt.tags).toEqual(held ? ['held-out'] : []);
      expect(prompt.metadata).toEqual(held ? { heldOut: true } : {});
      if (held) expect(prompt.reference).toBeTypeOf('string');
    }
  });

  it('answers most prompts, shortly, turn by turn where there are several', async () => {
    const prompts = await demoPrompts();
    const answered = prompts.filter(({ reference }) => reference !== undefined);
    expect(answered.length).toBeGreaterThan(prompts.length * 0.9);
    for (const { reference, messages } of answered) {
      const answers =
        typeof reference === 'string' ? [reference] : (reference?.map(({ content }) => content) ?? []);
      if (typeof reference !== 'string')
        expect(answers).toHaveLength(messages.filter(({ role }) => role === 'user').length);
      for (const answer of answers) {
        expect(answer).toBe(answer.trim());
        expect(answer.length).toBeLessThan(500);
      }
    }
    expect(prompts.filter(({ reference }) => Array.isArray(reference)).length).toBeGreaterThanOrEqual(3);
    expect(prompts.filter(({ messages }) => messages[0]?.role === 'system').length).toBeGreaterThanOrEqual(5);
  });

  it('asks nothing twice, nor nearly so', async () => {
    const words = (await demoPrompts()).map(
      (prompt) =>
        new Set(
          textOf(prompt)
            .toLowerCase()
            .match(/[\p{L}\p{N}]+/gu),
        ),
    );
    const closest = words.flatMap((one, at) => words.slice(0, at).map((other) => overlap(one, other)));
    expect(Math.max(...closest)).toBeLessThan(0.7);
  });
});
