import type { SkipReason, Verdict } from '@prefloop/contract';

export type Step = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type ScaleOption = {
  step: Step;
  /** Full sentence for the screen reader and the tooltip. */
  label: string;
  /** What is printed on the button. */
  short: string;
  /** The same on a phone, where A and B do not stand at the ends. */
  tiny: string;
  side: 'A' | 'tie' | 'B';
  verdict: Verdict;
};

/** The seven options in screen order: left is A, the tie stands in the middle, right is B. */
export const scale: readonly ScaleOption[] = [
  {
    step: 1,
    label: 'A is much better',
    short: 'Much better',
    tiny: 'A much',
    side: 'A',
    verdict: preference(-3),
  },
  { step: 2, label: 'A is better', short: 'Better', tiny: 'A', side: 'A', verdict: preference(-2) },
  {
    step: 3,
    label: 'A is slightly better',
    short: 'Slightly',
    tiny: 'A bit',
    side: 'A',
    verdict: preference(-1),
  },
  {
    step: 4,
    label: 'Tie: equally good',
    short: 'Tie',
    tiny: 'Tie',
    side: 'tie',
    verdict: { verdict: 'tie' },
  },
  {
    step: 5,
    label: 'B is slightly better',
    short: 'Slightly',
    tiny: 'B bit',
    side: 'B',
    verdict: preference(1),
  },
  { step: 6, label: 'B is better', short: 'Better', tiny: 'B', side: 'B', verdict: preference(2) },
  {
    step: 7,
    label: 'B is much better',
    short: 'Much better',
    tiny: 'B much',
    side: 'B',
    verdict: preference(3),
  },
];

function preference(strength: -3 | -2 | -1 | 1 | 2 | 3): Verdict {
  return { verdict: 'preference', strength };
}

export function verdictOfStep(step: Step): Verdict {
  const found = scale.find((candidate) => candidate.step === step);
  if (found === undefined) throw new Error(`The scale has no step ${step}.`);
  return found.verdict;
}

export function stepOfVerdict(verdict: Verdict): Step | null {
  if (verdict.verdict === 'tie') return 4;
  if (verdict.verdict !== 'preference') return null;
  const { strength } = verdict;
  return (
    scale.find(
      (candidate) => candidate.verdict.verdict === 'preference' && candidate.verdict.strength === strength,
    )?.step ?? null
  );
}

/** In the order of the menu: its keys are 1 to 6. */
export const skipReasons: readonly { reason: SkipReason; label: string; hint: string }[] = [
  { reason: 'cannot-judge', label: 'I cannot judge this', hint: 'It needs knowledge I do not have' },
  { reason: 'off-topic', label: 'Does not belong here', hint: 'Wrong language or task' },
  { reason: 'broken', label: 'Broken', hint: 'Empty, cut off or unreadable' },
  { reason: 'harmful', label: 'Harmful', hint: 'I do not want to read this' },
  { reason: 'personal-data', label: 'Personal data', hint: 'It names or exposes a real person' },
  { reason: 'other', label: 'Another reason', hint: 'Say which in a comment' },
];

/** A verdict in words: for the history, announcements and the mark of an earlier answer. */
export function describeVerdict(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'tie':
      return 'Tie';
    case 'both_good':
      return 'Both good';
    case 'both_bad':
      return 'Both bad';
    case 'skip': {
      const found = skipReasons.find((candidate) => candidate.reason === verdict.reason);
      return `Skipped: ${found?.label ?? verdict.reason}`;
    }
    case 'preference': {
      const found = scale.find((candidate) => candidate.step === stepOfVerdict(verdict));
      return found?.label ?? 'Preference';
    }
  }
}
