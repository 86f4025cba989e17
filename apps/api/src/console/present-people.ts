import { type ConsolePerson, type ConsoleTimes, speedHint } from '@prefloop/contract';
import type { ConsolePersonRow, ConsoleTime, WithOthersRow } from '@prefloop/db';
import { noSide, presentShare } from '../batches/present-batch.ts';
import { spreadOf } from '../quality/find-hints.ts';

const moment = (at: string | null) => (at === null ? null : new Date(at).toISOString());

export function presentPerson(row: ConsolePersonRow, withOthers: readonly WithOthersRow[]): ConsolePerson {
  const { id, name, user, ratings, skips, activeMs, pausedAt, pausedReason, pausedBy } = row;
  const told = withOthers.find(({ annotatorId }) => annotatorId === id);
  return {
    id,
    name,
    user,
    ratings,
    skips,
    activeMs,
    goldsRight: presentShare(row.goldsRight, row.goldsAnswered, 'No check answered.'),
    withOthers: told
      ? { value: told.value, n: told.n, why: null }
      : { value: null, n: 0, why: 'Not computed, or shares no pair with anybody.' },
    leftChoice: presentShare(row.lefts, row.sided, noSide),
    lastSeenAt: moment(row.lastSeenAt),
    paused:
      pausedAt === null
        ? null
        : { since: new Date(pausedAt).toISOString(), by: pausedBy ?? 'lead', reason: pausedReason },
  };
}

const noTime = 'No rating carries a time.';

/** `minimumMs`: of the one batch that is looked at. Several batches have several minimums, and no common sentence. */
export function presentTimes(rows: readonly ConsoleTime[], minimumMs: number | null): ConsoleTimes {
  const figureOf = (row: ConsoleTime | undefined) => ({
    value: row?.medianActiveMs ?? null,
    n: row?.timed ?? 0,
    why: row?.medianActiveMs == null ? noTime : null,
  });
  const people = rows.flatMap(({ annotatorId, timed, medianActiveMs, tooFast }) =>
    annotatorId === null || medianActiveMs === null
      ? []
      : [{ annotatorId, ratings: timed, medianMs: medianActiveMs, tooFast }],
  );
  const spread = spreadOf(people);
  return {
    medianActiveMs: figureOf(rows.find(({ annotatorId }) => annotatorId === null)),
    people: people.map(({ annotatorId, ratings, medianMs, tooFast }) => ({
      id: annotatorId,
      medianActiveMs: { value: medianMs, n: ratings, why: null },
      speed:
        speedHint({
          ratings,
          medianMs,
          tooFast: minimumMs === null ? null : { minimumMs, count: tooFast },
          people: spread,
        })?.sentence ?? null,
    })),
  };
}
