import type { RunSample } from '@prefloop/contract';
import { type Passage, textChanges } from '../../lib/text-changes.ts';

/** An answer beside the one to the same prompt at an earlier step. */
export type SampleChange = {
  now: RunSample;
  before: RunSample | undefined;
  passages: readonly Passage[];
  /** The share of both answers' letters that stand in one of them only: 0 the same, 1 nothing in common. */
  changed: number;
  /** By how much the reward moved; null where either has none. */
  rewardBy: number | null;
};

export type SampleOrder = 'asked' | 'change' | 'reward';

/** The answers at a step, each beside that at another, those that changed most first where that is asked for. */
export function compareSamples(
  items: readonly RunSample[],
  step: number,
  beside: number | null,
  order: SampleOrder,
): SampleChange[] {
  const before = new Map(
    items.filter((item) => item.step === beside).map((item) => [item.ordinal, item] as const),
  );
  const changes = items
    .filter((item) => item.step === step)
    .map((now) => changeOf(now, before.get(now.ordinal)));
  const size = (change: SampleChange) =>
    order === 'reward' ? Math.abs(change.rewardBy ?? 0) : change.changed;
  return order === 'asked' ? changes : changes.sort((a, b) => size(b) - size(a));
}

function changeOf(now: RunSample, before: RunSample | undefined): SampleChange {
  if (!before) return { now, before, passages: [], changed: 0, rewardBy: null };
  const passages = textChanges(before.completion, now.completion);
  const [old, fresh] = [before.reward, now.reward];
  const both = typeof old === 'number' && typeof fresh === 'number';
  return {
    now,
    before,
    passages,
    changed: shareChanged(passages),
    rewardBy: both ? fresh - old : null,
  };
}

function shareChanged(passages: readonly Passage[]): number {
  let [all, apart] = [0, 0];
  for (const { kind, text } of passages.flatMap(({ pieces }) => pieces)) {
    const letters = text.replaceAll(/\s+/gu, '').length;
    // What is the same stands in both.
    all += kind === 'same' ? 2 * letters : letters;
    if (kind !== 'same') apart += letters;
  }
  return all === 0 ? 0 : apart / all;
}
