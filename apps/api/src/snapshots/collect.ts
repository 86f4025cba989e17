import { createHash } from 'node:crypto';
import {
  AppError,
  type Arm,
  type PreferenceRules,
  type RemovalReason,
  type SnapshotRules,
  type SnapshotStatistics,
  type TrainingRow,
  type UnweighedBatch,
} from '@prefloop/contract';
import {
  type DbOrTransaction,
  demonstrations,
  type FrozenRow,
  type RankedTask,
  rankedTasks,
  ratedResponses,
  ratedTasks,
  type SourcePrompt,
} from '@prefloop/db';
import canonicalize from 'canonicalize';
import { editedPairs } from './edited-pairs.ts';
import { impliedTasks } from './implied-tasks.ts';
import { charactersOf, type Outcome, preferenceRows } from './preference-rows.ts';
import { createReliability, type Reliability } from './reliability.ts';
import { sftRows } from './sft-rows.ts';
import { promptGroup, splitOf } from './split.ts';
import { unpairedRows, votesOn } from './unpaired-rows.ts';

/** Rows are sorted in memory before they are hashed. */
const mostRows = 500_000;

type CollectedRow = FrozenRow & { row: TrainingRow };
export type Collected = {
  rows: CollectedRow[];
  statistics: SnapshotStatistics;
  hash: string;
  /** Batches whose ratings could not be weighed as the rules want. */
  unweighed: UnweighedBatch[];
};

type Source = SourcePrompt & {
  taskId: string | null;
  /** How its task came into a batch with active selection. */
  arm?: Arm | null;
  annotators: string[];
  /** How many ratings it stands on that no earlier source stood on; asked once, if it gives rows. */
  newRatings: () => number;
  outcome: (group: string) => Outcome<TrainingRow>;
  /** Rows that come whatever the rules remove. */
  further?: (group: string) => TrainingRow[];
};

async function* sources(
  db: DbOrTransaction,
  projectId: string,
  rules: SnapshotRules,
  reliability: Reliability,
): AsyncGenerator<Source> {
  if (rules.kind === 'preference') {
    for await (const task of ratedTasks(db, projectId, rules)) {
      const annotators = task.votes.map((vote) => vote.annotatorId);
      const weightOf = rules.weight === 'reliability' ? await reliability.in(task.batchId) : undefined;
      yield {
        ...task,
        annotators,
        newRatings: () => annotators.length,
        outcome: (group) => preferenceRows(task, group, rules, weightOf),
        further: (group) => editedPairs(task, group, rules),
      };
    }
    // No statistics tell how reliable people are at ranking: what they imply is weighed by agreement alone.
    for await (const ranked of rankedTasks(db, projectId, rules)) yield* implied(ranked, rules);
    return;
  }
  if (rules.kind === 'unpaired') {
    const isNew = firstTime();
    for await (const response of ratedResponses(db, projectId, { ...rules, pairs: rules.pairs !== 'none' })) {
      const votes = votesOn(response, rules);
      yield {
        ...response,
        taskId: null,
        annotators: votes.map((vote) => vote.annotatorId),
        // A rating of a pair says something of both its responses.
        newRatings: () => votes.filter((vote) => isNew(`${vote.taskId} ${vote.annotatorId}`)).length,
        outcome: (group) => unpairedRows({ ...response, votes }, group, rules),
      };
    }
    return;
  }
  for await (const demonstration of demonstrations(db, projectId, rules)) {
    yield {
      ...demonstration,
      taskId: null,
      annotators: demonstration.annotatorId === null ? [] : [demonstration.annotatorId],
      newRatings: () => (demonstration.annotatorId === null ? 0 : 1),
      outcome: (group) => sftRows(demonstration, group, rules),
    };
  }
}

function* implied(ranked: RankedTask, rules: PreferenceRules): Generator<Source> {
  const isNew = firstTime();
  for (const task of impliedTasks(ranked)) {
    const annotators = task.votes.map((vote) => vote.annotatorId);
    yield {
      ...task,
      annotators,
      newRatings: () => annotators.filter(isNew).length,
      outcome: (group) => preferenceRows(task, group, rules),
    };
  }
}

/** Tells of each name whether it is asked about for the first time. */
function firstTime(): (name: string) => boolean {
  const seen = new Set<string>();
  return (name) => seen.size < seen.add(name).size;
}

/** The wanted arm trains; what it is held against is of the random arm, whichever trains. */
function isOtherArm(rules: SnapshotRules, arm: Arm | null, split: 'train' | 'eval'): boolean {
  if (rules.kind !== 'preference' || rules.arm === null) return false;
  return arm !== (split === 'train' ? rules.arm : 'random');
}

function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a row has no canonical form');
  return text;
}

function charactersOfRow(row: TrainingRow): number {
  const answers =
    'completion' in row ? [row.completion[0].content] : [row.chosen[0].content, row.rejected[0].content];
  return charactersOf({ messages: row.prompt }, ...answers);
}

function lengths(rows: CollectedRow[]): SnapshotStatistics['characters'] {
  const sorted = rows.map(({ row }) => charactersOfRow(row)).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return sorted.length === 0 ? null : { median: at(0.5), p95: at(0.95), max: at(1) };
}

function byTaskType(rows: CollectedRow[]): SnapshotStatistics['taskTypes'] {
  const counts = new Map<string | null, { train: number; eval: number }>();
  for (const { row, split } of rows) {
    const key = row.taskType ?? null;
    const count = counts.get(key) ?? { train: 0, eval: 0 };
    count[split] += 1;
    counts.set(key, count);
  }
  return [...counts]
    .map(([value, count]) => ({ value, ...count }))
    .sort((a, b) => b.train + b.eval - a.train - a.eval);
}

/**
 * The exact rows that the rules make of the project as it stands, sorted by content, with what each rule removed and
 * the hash of it all. The hash covers rules, seed and rows in RFC 8785 form, and neither ids nor times: the same
 * ratings under the same rules give the same hash in any project.
 */
export async function collectRows(
  db: DbOrTransaction,
  projectId: string,
  rules: SnapshotRules,
): Promise<Collected> {
  const reliability = createReliability(db, projectId);
  const found: (CollectedRow & { key: string })[] = [];
  const removed = new Map<RemovalReason, number>();
  const annotators = new Set<string>();
  const seen = new Set<string>();
  let considered = 0;
  let ratings = 0;

  const remove = (reason: RemovalReason) => removed.set(reason, (removed.get(reason) ?? 0) + 1);
  for await (const source of sources(db, projectId, rules, reliability)) {
    considered += 1;
    const group = promptGroup(source.messages);
    const outcome = source.outcome(group);
    if ('removed' in outcome) remove(outcome.removed);
    const made = [...('rows' in outcome ? outcome.rows : []), ...(source.further?.(group) ?? [])];
    if (made.length === 0) continue;
    const split = source.heldOut ? 'eval' : splitOf(group, rules.seed, rules.evalShare);
    if (isOtherArm(rules, source.arm ?? null, split)) {
      remove('other-arm');
      continue;
    }
    ratings += source.newRatings();
    for (const annotator of source.annotators) annotators.add(annotator);
    for (const row of made) {
      const key = canonical(row);
      if (rules.kind === 'sft' && seen.has(key)) {
        remove('duplicate');
        continue;
      }
      seen.add(key);
      found.push({ key, split, row, promptId: source.promptId, taskId: source.taskId });
    }
    if (found.length > mostRows) {
      throw new AppError('TOO_LARGE', {
        message: `The rules give more than ${mostRows} rows. Narrow the filter.`,
      });
    }
  }

  found.sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.split < b.split ? -1 : a.split > b.split ? 1 : 0,
  );
  const hash = createHash('sha256').update(canonical(hashedRules(rules)));
  for (const { key, split } of found) hash.update(`\n${split}\t${key}`);
  const rows = found.map(({ key: _, ...row }) => row);
  const train = rows.filter((row) => row.split === 'train').length;
  return {
    rows,
    unweighed: reliability.unweighed(),
    hash: `sha256:${hash.digest('hex')}`,
    statistics: {
      train,
      eval: rows.length - train,
      prompts: new Set(rows.map((row) => row.row.group)).size,
      considered,
      ratings,
      annotators: annotators.size,
      removed: [...removed].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
      characters: lengths(rows),
      taskTypes: byTaskType(rows),
    },
  };
}

/**
 * The rules without the ids of batches and people: what they chose shows in the rows. What came later than the first
 * snapshots is left out where it changes nothing, so that their hashes hold.
 */
function hashedRules(rules: SnapshotRules): unknown {
  if (rules.kind === 'sft') {
    const { demonstrations: from, ...rest } = rules;
    return from === 'reference' ? rest : rules;
  }
  if (rules.kind === 'unpaired') {
    const { batchIds: _, annotatorIds: __, ...rest } = rules;
    return rest;
  }
  const { batchIds: _, annotatorIds: __, criterion, edited, arm, ...rest } = rules;
  return {
    ...rest,
    ...(arm === null ? {} : { arm }),
    ...(criterion === null ? {} : { criterion }),
    ...(edited === 'none' ? {} : { edited }),
  };
}
