import { createHash } from 'node:crypto';
import {
  AppError,
  type RemovalReason,
  type SnapshotRules,
  type SnapshotStatistics,
  type TrainingRow,
  type UnweighedBatch,
} from '@prefloop/contract';
import { type DbOrTransaction, demonstrations, type FrozenRow, ratedTasks } from '@prefloop/db';
import canonicalize from 'canonicalize';
import { editedPairs } from './edited-pairs.ts';
import { charactersOf, type Outcome, preferenceRows } from './preference-rows.ts';
import { createReliability, type Reliability } from './reliability.ts';
import { sftRows } from './sft-rows.ts';
import { promptGroup, splitOf } from './split.ts';

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

type Source = {
  promptId: string;
  taskId: string | null;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  taskType: string | null;
  heldOut: boolean;
  annotators: string[];
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
        outcome: (group) => preferenceRows(task, group, rules, weightOf),
        further: (group) => editedPairs(task, group, rules),
      };
    }
    return;
  }
  for await (const demonstration of demonstrations(db, projectId, rules)) {
    yield {
      ...demonstration,
      taskId: null,
      annotators: demonstration.annotatorId === null ? [] : [demonstration.annotatorId],
      outcome: (group) => sftRows(demonstration, group, rules),
    };
  }
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
    ratings += source.annotators.length;
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
  const { batchIds: _, annotatorIds: __, criterion, edited, ...rest } = rules;
  return {
    ...rest,
    ...(criterion === null ? {} : { criterion }),
    ...(edited === 'none' ? {} : { edited }),
  };
}
