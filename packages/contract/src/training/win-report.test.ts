import { expect, test } from 'vitest';
import { reportWins, type ScoredAnswer } from './win-report.ts';

const base = 'base';
const one = 'one';
const two = 'two';
const of = { rewardVersionId: 'judge', baselineVersionId: base, versionIds: [one, two] };

const answer = (versionId: string, prompt: number, score: number | null): ScoredAnswer => ({
  versionId,
  promptId: `prompt ${prompt}`,
  score,
  tokens: 10,
  cutOff: score === null,
});

test('wins and half of the ties count, over the prompts that both answered', () => {
  const rows = [
    ...[1, 2, 3, 4].map((prompt) => answer(base, prompt, 0)),
    answer(one, 1, 1),
    answer(one, 2, 1),
    answer(one, 3, 0),
    answer(one, 4, -1),
    // The baseline could not answer it.
    answer(one, 5, 9),
  ];
  const { models, prompts, baseline } = reportWins(rows, of);
  expect(prompts).toBe(4);
  expect(baseline).toMatchObject({ answers: 4, meanScore: 0, meanTokens: 10, cutOff: 0 });
  expect(models[0]).toMatchObject({ wins: 2, ties: 1, losses: 1, answers: 5, winRate: { value: 0.625 } });
  // A model that answered nothing has no win rate, and is not passed over.
  expect(models[1]).toMatchObject({ versionId: two, answers: 0, winRate: null, meanScore: null });
});

test('an answer that cannot be scored loses against one that can, and ties with another such', () => {
  const rows = [
    answer(base, 1, -50),
    answer(base, 2, null),
    answer(base, 3, null),
    answer(one, 1, null),
    answer(one, 2, null),
    answer(one, 3, -99),
  ];
  expect(reportWins(rows, of).models[0]).toMatchObject({
    wins: 1,
    ties: 1,
    losses: 1,
    meanScore: -99,
    cutOff: 2 / 3,
  });
});

test('many answers to a prompt are no more evidence than the prompt', () => {
  const prompts = Array.from({ length: 40 }, (_, n) => n);
  const better = (n: number) => (n % 4 === 0 ? -1 : 1);
  const rows = prompts.flatMap((n) => [answer(base, n, 0), answer(one, n, better(n))]);
  const once = reportWins(rows, of).models[0];
  const often = reportWins([...rows, ...rows, ...rows], of).models[0];
  expect(once?.winRate?.value).toBe(0.75);
  expect(often?.winRate?.value).toBe(0.75);
  expect(often?.wins).toBe(270);
  expect(often?.winRate?.low).toBeCloseTo(once?.winRate?.low ?? 0, 2);
  expect(often?.winRate?.high).toBeCloseTo(once?.winRate?.high ?? 0, 2);
});
