export type QualificationRule = {
  /** Questions in one attempt, and how many of them must be right. */
  questions: number;
  passMark: number;
  /** Attempts that one person has. */
  attempts: number;
};

/** By exact binomials: a coin passes one attempt in 5.5% and either in 10.6%; 90% accuracy in 93.0% and 99.5%. */
export const defaultQualification: QualificationRule = { questions: 10, passMark: 8, attempts: 2 };

/** One attempt so far. A skipped question counts as answered, without being right. */
export type AttemptCounts = { attempt: number; answered: number; right: number };

export type Qualification = {
  result: 'passed' | 'failed' | 'open';
  /** Whether the attempt has reached the pass mark or still can. */
  canPass: boolean;
  /** Attempts that are left after this one. */
  attemptsLeft: number;
  sentence: string;
};

/**
 * Judges an attempt, counted from 1, after each answer. It is passed as soon as the mark is reached. It stays open
 * to its last question even where the mark is out of reach: the explanations after each answer are worth reading.
 */
export function judgeQualification(
  { attempt, answered, right }: AttemptCounts,
  rule: QualificationRule = defaultQualification,
): Qualification {
  const { questions, passMark, attempts } = rule;
  const left = Math.max(0, questions - answered);
  const missing = passMark - right;
  const attemptsLeft = Math.max(0, attempts - attempt);
  const standing = { canPass: missing <= left, attemptsLeft };
  const needed = `${passMark} of ${questions} are needed`;
  if (missing <= 0) {
    return { result: 'passed', ...standing, sentence: `Passed: ${right} of ${answered} right, ${needed}.` };
  }
  if (left === 0) {
    const sentence = `Not passed: ${right} of ${questions} right, ${needed}. ${tellAttempts(attemptsLeft)}`;
    return { result: 'failed', ...standing, sentence };
  }
  const tally = `${right} of ${answered} right, ${left} to go, ${needed}`;
  const sentence = standing.canPass
    ? `${tally}: ${missing} more.`
    : `${tally}: out of reach in this attempt. ${tellAttempts(attemptsLeft)}`;
  return { result: 'open', ...standing, sentence };
}

function tellAttempts(left: number): string {
  if (left === 0) return 'No attempt is left.';
  return left === 1 ? '1 attempt is left.' : `${left} attempts are left.`;
}
