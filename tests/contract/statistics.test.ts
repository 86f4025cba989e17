import { readFileSync } from 'node:fs';
import {
  batchRequests,
  sevenPointStrength,
  sevenPointStrengths,
  statisticsFailure,
  statisticsRequest,
  statisticsResult,
  statisticsVote,
} from '@prefloop/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { places } from '../helpers/places.ts';

/** The golden file that the trainer's own tests read too: what one side writes, the other has to take. */
const golden = z
  .object({
    requests: z.record(z.string(), z.unknown()),
    invalid: z.array(z.object({ why: z.string(), field: z.string(), request: z.unknown() })),
    votes: z.array(z.unknown()),
    invalidVotes: z.array(z.object({ field: z.string(), vote: z.unknown() })),
    result: z.unknown(),
    failure: z.unknown(),
  })
  .parse(JSON.parse(readFileSync(new URL('fixtures/statistics.json', import.meta.url), 'utf8')));

describe('requests', () => {
  test.each(Object.entries(golden.requests))('of a scale that is %s are taken unchanged', (_, request) => {
    expect(statisticsRequest.parse(request)).toEqual(request);
  });

  test.each(golden.invalid)('with $why are refused at $field', ({ field, request }) => {
    const parsed = statisticsRequest.safeParse(request);
    expect(parsed.success ? [] : places(parsed.error)).toContain(field);
  });

  test('about a batch are among those that are taken', () => {
    for (const request of Object.values(batchRequests))
      expect(statisticsRequest.parse(request)).toEqual(request);
  });
});

describe('votes', () => {
  test('are taken unchanged', () => {
    expect(z.array(statisticsVote).parse(golden.votes)).toEqual(golden.votes);
  });

  test.each(golden.invalidVotes)('wrong at $field are refused', ({ field, vote }) => {
    const parsed = statisticsVote.safeParse(vote);
    expect(parsed.success ? [] : places(parsed.error)).toContain(field);
  });
});

test('a result and a failure are taken unchanged', () => {
  expect(statisticsResult.parse(golden.result)).toEqual(golden.result);
  expect(statisticsFailure.parse(golden.failure)).toEqual(golden.failure);
});

test('every strength of every scale stands among the seven-point steps', () => {
  for (const scale of [2, 3, 4, 7, 8]) {
    for (let strength = 1; strength <= Math.floor(scale / 2); strength += 1) {
      for (const signed of [strength, -strength])
        expect(sevenPointStrengths).toContain(sevenPointStrength(signed, scale));
    }
  }
  expect([1, 2, 3].map((strength) => sevenPointStrength(-strength, 7))).toEqual([-1, -2, -3]);
  expect([sevenPointStrength(4, 8), sevenPointStrength(1, 4), sevenPointStrength(-1, 2)]).toEqual([
    3, 1.5, -2,
  ]);
});
