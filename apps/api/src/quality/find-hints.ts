import {
  type BatchPerson,
  copiedCommentsHint,
  type Speed,
  sameAnswerHint,
  speedHint,
} from '@prefloop/contract';
import type { HintFacts } from '@prefloop/db';

const answers = ['left', 'right', 'tie', 'both good', 'both bad'];
/** As the speed hint counts people. */
const fewestRatings = 20;

/** What stands out about one annotator's work in a batch. */
export function findHints(
  facts: HintFacts,
  annotatorId: string,
  minimumMs: number | null,
): BatchPerson['hints'] {
  const own = facts.speeds.find((speed) => speed.annotatorId === annotatorId);
  const comments = facts.comments.find((one) => one.annotatorId === annotatorId)?.comments ?? [];
  const speed = own && {
    ratings: own.ratings,
    medianMs: own.medianMs,
    tooFast: minimumMs === null ? null : { minimumMs, count: own.tooFast },
    people: spreadOf(facts.speeds),
  };
  const found = [
    speed ? speedHint(speed) : null,
    sameAnswerHint(answersOf(facts.answers, annotatorId)),
    copiedCommentsHint(comments),
  ];
  return found.flatMap((hint) => (hint ? [{ kind: hint.kind, sentence: hint.sentence }] : []));
}

/** How the medians of those with enough ratings spread: what one person's median is held against. */
export function spreadOf(speeds: readonly Pick<Speed, 'ratings' | 'medianMs'>[]): Speed['people'] {
  const logs = speeds
    .filter(({ ratings }) => ratings >= fewestRatings)
    .map(({ medianMs }) => Math.log(Math.max(1, medianMs)));
  const medianLog = median(logs);
  if (medianLog === null) return null;
  const medianDistance = median(logs.map((log) => Math.abs(log - medianLog))) ?? 0;
  return { count: logs.length, medianLog, medianDistance };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function answersOf(facts: HintFacts['answers'], annotatorId: string) {
  const own = facts.filter((fact) => fact.annotatorId === annotatorId);
  const others = facts.filter((fact) => fact.annotatorId !== annotatorId);
  const counts = (rows: HintFacts['answers']) =>
    Object.fromEntries(
      answers.map((answer) => [
        answer,
        rows.filter((row) => row.answer === answer).reduce((sum, row) => sum + row.count, 0),
      ]),
    );
  const longest = own.toSorted((one, other) => other.longestRun - one.longestRun)[0];
  const longestRun = { answer: longest?.answer ?? 'left', length: longest?.longestRun ?? 0 };
  return { own: counts(own), others: counts(others), longestRun };
}
