import { binomialTail } from '../statistics/binomial.ts';

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
export type AttemptCounts = { answered: number; right: number };

/**
 * How an attempt stands after each answer. It stays open to its last question, even where the mark is reached or out of
 * reach: the explanations after each answer are worth reading, and every attempt asks the same number.
 */
export function judgeAttempt(
  { answered, right }: AttemptCounts,
  { questions, passMark }: Pick<QualificationRule, 'questions' | 'passMark'>,
): 'open' | 'passed' | 'failed' {
  if (answered < questions) return 'open';
  return right >= passMark ? 'passed' : 'failed';
}

/**
 * The chances that somebody who answers each question right with probability `accuracy` passes one attempt, and any of
 * the attempts: exact, as long as no question comes twice.
 */
export function chancesToPass(
  { questions, passMark, attempts }: QualificationRule,
  accuracy: number,
): { one: number; any: number } {
  const one = binomialTail(questions, passMark, accuracy);
  return { one, any: 1 - (1 - one) ** attempts };
}
