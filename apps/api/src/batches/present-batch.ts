import {
  type Agreement,
  type Batch,
  type BatchProgress,
  batchComposition,
  type Share,
} from '@prefloop/contract';
import {
  type AgreementResult,
  type AnnotatorCounts,
  type BatchRow,
  type getBatchCounts,
  type MajorityCounts,
  wilsonInterval,
} from '@prefloop/db';

export function presentBatch(batch: BatchRow): Batch {
  const { composition, createdAt, releasedAt, userIds, skills, matchLanguage, ...row } = batch;
  // Imported batches keep other facts there.
  const composed = batchComposition.safeParse(composition);
  return {
    ...row,
    audience: { userIds, skills, matchLanguage },
    composition: composed.success ? composed.data : null,
    createdAt: createdAt.toISOString(),
    releasedAt: releasedAt?.toISOString() ?? null,
  };
}

export function presentShare(count: number, n: number, why: string): Share {
  const interval = wilsonInterval(count, n);
  return interval ? { ...interval, why: null } : { count, n, value: null, low: null, high: null, why };
}

export const noSide = 'No preference was given here on two answers shown side by side.';
const maxKappas = 200;

function presentAgreement({ tasks, pairs, agreeing, kappas }: AgreementResult): Agreement {
  return {
    tasks,
    pairs,
    agreeing,
    raw: pairs === 0 ? null : agreeing / pairs,
    why: pairs === 0 ? 'No task has two counted ratings yet.' : null,
    kappas: kappas.slice(0, maxKappas),
  };
}

type Counts = Awaited<ReturnType<typeof getBatchCounts>>;

type Progress = {
  counts: Counts;
  annotators: AnnotatorCounts[];
  majority: MajorityCounts;
  flags: BatchProgress['flags'];
  grades: BatchProgress['grades'];
  arms: BatchProgress['arms'];
  agreement: AgreementResult;
};

export function presentProgress(progress: Progress): BatchProgress {
  const { counts, annotators, majority, arms, flags, grades, agreement } = progress;
  const { tasks, ratings } = counts;
  return {
    tasks: {
      total: tasks.total,
      open: tasks.open,
      done: tasks.done,
      flagged: tasks.flagged,
      withdrawn: tasks.withdrawn,
      disputed: tasks.disputed,
      adjudicated: tasks.adjudicated,
    },
    ratings: {
      wanted: tasks.wanted,
      counted: tasks.counted,
      left: tasks.left,
      surplus: ratings.surplus,
      skips: ratings.skips,
      imported: ratings.imported,
    },
    held: tasks.held,
    verdicts: {
      preference: ratings.preference,
      tie: ratings.tie,
      both_good: ratings.bothGood,
      both_bad: ratings.bothBad,
    },
    majority,
    arms,
    grades,
    rankings: { counted: ratings.rankings, complete: ratings.complete, tied: ratings.tied },
    flags,
    leftChoice: presentShare(ratings.lefts, ratings.sided, noSide),
    medianActiveMs: ratings.medianActiveMs,
    annotators: annotators.map(({ lefts, sided, lastRatedAt, ...annotator }) => ({
      ...annotator,
      leftChoice: presentShare(lefts, sided, noSide),
      lastRatedAt: lastRatedAt === null ? null : new Date(lastRatedAt).toISOString(),
    })),
    agreement: presentAgreement(agreement),
  };
}
