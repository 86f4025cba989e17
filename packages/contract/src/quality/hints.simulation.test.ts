import { expect, it } from 'vitest';
import { seededRandom } from '../statistics/seeded-random.ts';
import { copiedCommentsHint } from './copied-comments-hint.ts';
import { type Answers, sameAnswerHint } from './same-answer-hint.ts';
import { speedHint } from './speed-hint.ts';

const teams = 10;
const people = 10;
const ratings = 200;
const minimumMs = 3_000;
const keys = ['left', 'right', 'tie', 'both_bad'];

type Work = { medianMs: number; tooFast: number; given: string[]; comments: string[] };

const openings = [
  'A',
  'B',
  'The left one',
  'The right one',
  'Response A',
  'Response B',
  'The first',
  'The second',
];
const middles = [
  'answers the question that was asked',
  'gets the arithmetic right and shows each step',
  'invents a source that does not exist',
  'is much longer than the question calls for',
  'stops in the middle of a sentence',
  'explains why the loop never ends',
  'has the right function name but the wrong argument order',
  'reads like a brochure',
  'keeps to the format of a table',
  'says that it cannot help although nothing is wrong with the request',
  'mixes up Austria and Australia',
  'is the only one to mention side effects',
  'translates the idiom word for word',
  'repeats its first paragraph at the end',
];
const endings = [
  '',
  ', which settles it',
  '; the other misses that',
  ', though the tone is a bit stiff',
  '. Both cite the same law',
  ', and I checked the numbers',
  '; close call',
  ' but only for beginners',
];
const shortOnes = [
  'more complete',
  'B is more complete',
  'wrong',
  'hallucination',
  'too long',
  'better tone',
];

/** An honest person has a pace, a lean to one side, a liking for ties and words of their own. */
function workHonestly(random: () => number): Work {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const pace = Math.log(20_000) + 0.35 * normal();
  const tie = 0.05 + 0.3 * random();
  const bad = 0.1 * random();
  const left = (1 - tie - bad) * (0.43 + 0.14 * random());
  const answer = () => {
    const at = random();
    if (at < left) return 'left';
    if (at < left + tie) return 'tie';
    return at < left + tie + bad ? 'both_bad' : 'right';
  };
  const times = Array.from({ length: ratings }, () => Math.exp(pace + 0.6 * normal())).sort((a, b) => a - b);
  const comment = () =>
    random() < 0.4 ? pick(shortOnes) : `${pick(openings)} ${pick(middles)}${pick(endings)}`;
  return {
    medianMs: times[ratings / 2] ?? 0,
    tooFast: times.filter((time) => time < minimumMs).length,
    given: Array.from({ length: ratings }, answer),
    comments: Array.from({ length: 40 }, comment),
  };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const countOf = (given: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, given.filter((one) => one === key).length]));

function longestRunOf(given: readonly string[]): Answers['longestRun'] {
  let [best, now] = [
    { answer: '', length: 0 },
    { answer: '', length: 0 },
  ];
  for (const answer of given) {
    now = { answer, length: now.answer === answer ? now.length + 1 : 1 };
    if (now.length > best.length) best = now;
  }
  return best;
}

/** The hints that one team's people get, person by person. */
function hintsOf(team: readonly Work[]) {
  const logs = team.map(({ medianMs }) => Math.log(medianMs));
  const medianLog = median(logs);
  const spread = {
    count: team.length,
    medianLog,
    medianDistance: median(logs.map((log) => Math.abs(log - medianLog))),
  };
  return team.map((work) => {
    const others = team.filter((other) => other !== work).flatMap(({ given }) => given);
    return [
      speedHint({
        ratings,
        medianMs: work.medianMs,
        tooFast: { minimumMs, count: work.tooFast },
        people: spread,
      }),
      sameAnswerHint({
        own: countOf(work.given),
        others: countOf(others),
        longestRun: longestRunOf(work.given),
      }),
      copiedCommentsHint(work.comments),
    ].flatMap((hint) => (hint ? [hint.kind] : []));
  });
}

const teamsOf = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Array.from({ length: people }, () => workHonestly(random)));
};

it('gives 100 honest annotators no hint', () => {
  expect(teamsOf(1, teams).flatMap(hintsOf).flat()).toEqual([]);
});

it('gives 500 others one in at most 0.5% of cases', () => {
  const hints = teamsOf(2, 50).flatMap(hintsOf);
  const false_ = hints.filter((kinds) => kinds.length > 0);
  // biome-ignore lint/suspicious/noConsole: the figure is what the simulation is for
  console.info(`false hints: ${false_.length} of ${hints.length} honest annotators ${false_.join(' ')}`);
  expect(false_.length / hints.length).toBeLessThanOrEqual(0.005);
});
