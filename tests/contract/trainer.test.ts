import { readFileSync } from 'node:fs';
import {
  answerEvaluationRow,
  answerRow,
  fromEventNumber,
  pairEvaluationRow,
  preferenceRow,
  promptRow,
  responseRow,
  runSpec,
  scoreRow,
  sftRow,
  trainerEvent,
  unpairedRow,
} from '@prefloop/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { places } from '../helpers/places.ts';

/** The golden files that the trainer's own tests read too: what one side writes, the other has to take. */
function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

const specs = z
  .object({
    valid: z.record(z.string(), z.unknown()),
    invalid: z.array(z.object({ why: z.string(), field: z.string(), spec: z.unknown() })),
  })
  .parse(JSON.parse(fixture('run-specs.json')));

const rows = z
  .object({
    prompt: z.array(z.unknown()),
    sft: z.array(z.unknown()),
    preference: z.array(z.unknown()),
    response: z.array(z.unknown()),
    pairEvaluation: z.array(z.unknown()),
    answerEvaluation: z.array(z.unknown()),
    unpaired: z.array(z.unknown()),
    answer: z.array(z.unknown()),
    score: z.array(z.unknown()),
    invalid: z.array(z.object({ kind: z.string(), field: z.string(), row: z.unknown() })),
  })
  .parse(JSON.parse(fixture('rows.json')));

const rowSchemas: Record<string, z.ZodType> = {
  prompt: promptRow,
  sft: sftRow,
  preference: preferenceRow,
  response: responseRow,
  pairEvaluation: pairEvaluationRow,
  answerEvaluation: answerEvaluationRow,
  unpaired: unpairedRow,
  answer: answerRow,
  score: scoreRow,
};

describe('run specs', () => {
  test.each(Object.entries(specs.valid))('%s is taken unchanged', (_name, spec) => {
    expect(runSpec.parse(spec)).toEqual(spec);
  });

  test.each(specs.invalid)('$why is refused at $field', ({ field, spec }) => {
    const result = runSpec.safeParse(spec);
    expect(result.success ? [] : places(result.error)).toContain(field);
  });
});

describe('event lines', () => {
  const lines = fixture('events.jsonl').trimEnd().split('\n');

  test.each(lines)('%s', (line) => {
    expect(trainerEvent.parse(JSON.parse(line))).toEqual(JSON.parse(line));
  });

  test('every kind has a line', () => {
    const kinds = new Set(lines.map((line) => trainerEvent.parse(JSON.parse(line)).kind));
    expect(kinds).toEqual(new Set(trainerEvent.options.map((option) => option.shape.kind.value)));
  });

  test('an unknown kind is refused', () => {
    const line = { seq: 1, epoch: 0, time: '2026-01-02T03:04:05.678Z', kind: 'cheered' };
    expect(trainerEvent.safeParse(line).success).toBe(false);
  });

  test('words for numbers that are not finite come back as numbers', () => {
    expect(fromEventNumber('NaN')).toBeNaN();
    expect(fromEventNumber('-Infinity')).toBe(-Infinity);
    expect(fromEventNumber(0.5)).toBe(0.5);
  });
});

describe('rows', () => {
  const valid = Object.entries(rowSchemas).flatMap(([kind, schema]) =>
    z
      .array(z.unknown())
      .parse(Object.entries(rows).find(([name]) => name === kind)?.[1])
      .map((row) => ({ kind, schema, row })),
  );

  test.each(valid)('a $kind row is taken unchanged', ({ schema, row }) => {
    expect(schema.parse(row)).toEqual(row);
  });

  test.each(rows.invalid)('a $kind row wrong at $field is refused', ({ kind, field, row }) => {
    const result = rowSchemas[kind]?.safeParse(row);
    expect(result?.success === false ? places(result.error) : []).toContain(field);
  });
});
