import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  batchRequests,
  type StatisticsVote,
  sevenPointStrength,
  statisticsSettings,
  type VerdictClass,
} from '@prefloop/contract';
import { type BatchVote, batchVotes, type Db, hashVotes } from '@prefloop/db';

export type Tally = Record<VerdictClass, number>;

export type VotesWritten = {
  /** Names the input: the votes and the settings. */
  hash: string;
  /** When the votes were read. */
  asOf: Date;
  /** Whether preferences differ in strength. */
  hasStrengths: boolean;
  /** Votes by verdict, for each task. */
  tallies: Map<string, Tally>;
};

/** Writes the votes of a batch into the new folder, once as verdicts and once as strengths. */
export async function writeVotes(db: Db, batchId: string, folder: string): Promise<VotesWritten> {
  await mkdir(folder, { recursive: true });
  const verdicts = await open(join(folder, batchRequests.verdicts.votes), 'w');
  const strengths = await open(join(folder, batchRequests.strengths.votes), 'w');
  const tallies = new Map<string, Tally>();
  const sizes = new Set<number>();
  try {
    return await db.transaction(
      async (tx) => {
        const { hash, readAt } = await hashVotes(tx, batchId, statisticsSettings);
        for await (const page of batchVotes(tx, batchId)) {
          const steps = page.map(stepsOf);
          for (const [at, vote] of page.entries()) {
            count(tallies, vote);
            if (vote.verdict === 'first' || vote.verdict === 'second') sizes.add(Math.abs(steps[at] ?? 0));
          }
          await verdicts.appendFile(page.map((vote) => lineOf(vote, vote.verdict)).join(''));
          await strengths.appendFile(
            page.flatMap((vote, at) => (steps[at] == null ? [] : [lineOf(vote, steps[at])])).join(''),
          );
        }
        return { hash, asOf: readAt, hasStrengths: sizes.size > 1, tallies };
      },
      // All pages show one state of the database, the one that the hash stands for.
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  } finally {
    await verdicts.close();
    await strengths.close();
  }
}

/** A vote on the scale of strengths, or null where it has no place there. */
function stepsOf({ verdict, strength, scale }: BatchVote): number | null {
  if (verdict === 'both_bad') return null;
  return strength === null || scale === null ? 0 : sevenPointStrength(strength, scale);
}

function lineOf(vote: BatchVote, value: string | number): string {
  const line: StatisticsVote = {
    item: vote.taskId,
    annotator: vote.annotatorId,
    value,
    first: vote.firstId,
    second: vote.secondId,
    ...(vote.leftPosition === null ? {} : { left: vote.leftPosition }),
    ...(vote.activeMs === null ? {} : { activeMs: vote.activeMs }),
  };
  return `${JSON.stringify(line)}\n`;
}

function count(tallies: Map<string, Tally>, { taskId, verdict }: BatchVote): void {
  const tally = tallies.get(taskId) ?? { first: 0, second: 0, tie: 0, both_good: 0, both_bad: 0 };
  tally[verdict] += 1;
  tallies.set(taskId, tally);
}
