import type { SnapshotKind } from '../resources/snapshots.ts';

/** Lengths in characters, one entry a row in each list. */
export type RowLengths = {
  prompt: number[];
  /** The longest answer, and all answers together. */
  longest: number[];
  answers: number[];
};

/** What is in a frozen snapshot, as far as a launch is judged by it. All counts are of rows. */
export type SnapshotContent = {
  lengths: { train: RowLengths; eval: RowLengths };
  /** Rows to train on that are marked good; in snapshots of good and bad answers. */
  goodRows: number;
  /** Held-out rows whose prompt is trained on, too. */
  leaked: number;
  /** Rows to train on that say word for word what another one says: all but the first of each. */
  copies: number;
  /**
   * Rows to train on that another one contradicts: the same two answers the other way round, or the same answer both
   * good and bad. A tie that was taken both ways round is meant so, and is not counted.
   */
  contradicted: number;
  /** Pairs to train on whose two answers are the same text. */
  sameAnswers: number;
  /** Pairs to train on whose better answer is the longer one, and the shorter one. */
  chosenLonger: number;
  chosenShorter: number;
  /** Rows with an answer that begins with two characters of white space or more. */
  spacedAnswers: number;
};

/** The rows of a split that fit, in tokens. */
export type TokenCounts = {
  rows: number;
  /** Of all conversations together; a pair is two of them, each with the prompt. */
  tokens: number;
  /** Of the prompts, each once. */
  promptTokens: number;
  /** Of the longest conversation. */
  longest: number;
};

export type MeasuredRows = { train: TokenCounts; eval: TokenCounts; overLength: number };

/** What a chat template writes around a prompt and its answer, in tokens: about this much. */
export const templateTokens = 20;

/**
 * How long the rows are in tokens, at so many characters a token; those longer than `room` tokens are left out and
 * counted, as the trainer does. `room` is for prompt and answer, or for the prompt alone where the policy answers
 * by itself (`asks`).
 */
export function measureRows(
  { lengths }: Pick<SnapshotContent, 'lengths'>,
  how: { kind: SnapshotKind; asks: boolean; room: number; perToken: number },
): MeasuredRows {
  const train = measureSplit(lengths.train, how);
  const held = measureSplit(lengths.eval, how);
  const { overLength: trainOver, ...trainCounts } = train;
  const { overLength: heldOver, ...heldCounts } = held;
  return { train: trainCounts, eval: heldCounts, overLength: trainOver + heldOver };
}

function measureSplit(
  { prompt, longest, answers }: RowLengths,
  { kind, asks, room, perToken }: { kind: SnapshotKind; asks: boolean; room: number; perToken: number },
): TokenCounts & { overLength: number } {
  const conversations = asks || kind !== 'preference' ? 1 : 2;
  const counts = { rows: 0, tokens: 0, promptTokens: 0, longest: 0, overLength: 0 };
  prompt.forEach((asked, at) => {
    const answer = asks ? 0 : (longest[at] ?? 0);
    if (asked + answer > room * perToken) {
      counts.overLength += 1;
      return;
    }
    const all = asks ? 0 : (answers[at] ?? 0);
    counts.rows += 1;
    counts.promptTokens += asked / perToken + templateTokens;
    counts.tokens += (conversations * asked + all) / perToken + conversations * templateTokens;
    counts.longest = Math.max(counts.longest, (asked + answer) / perToken + templateTokens);
  });
  return counts;
}
