import {
  type GoldAnswer,
  type MyQualification,
  pairVerdict,
  type QualificationItem,
  type QualificationPerson,
  type RatingForm,
} from '@prefloop/contract';
import {
  mirrorStrength,
  type QualificationAnswerRow,
  type QualificationItemRow,
  type QualificationPersonRow,
  type QualificationStanding,
} from '@prefloop/db';
import { presentShare } from '../batches/present-batch.ts';
import { presentPair } from './present-quality.ts';

const moment = (at: string | null) => (at === null ? null : new Date(at).toISOString());

export function presentItem({
  goldId,
  batch,
  explanation,
  ...pair
}: QualificationItemRow): QualificationItem {
  return { goldId, batch, explanation, ...presentPair(pair) };
}

export function presentPerson(row: QualificationPersonRow): QualificationPerson {
  const { userId, name, attemptsLeft, attempts } = row;
  const last = attempts.at(-1);
  const sum = (key: 'answered' | 'right') => attempts.reduce((total, attempt) => total + attempt[key], 0);
  return {
    userId,
    name,
    state: stateOf(row),
    since: moment(row.qualifiedAt ?? last?.endedAt ?? last?.startedAt ?? null),
    attemptsLeft,
    right: presentShare(sum('right'), sum('answered'), 'No question answered yet.'),
    attempts: attempts.map(({ startedAt, endedAt, ...attempt }) => ({
      ...attempt,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: moment(endedAt),
    })),
  };
}

function stateOf({ lead, qualifiedBy, attempts }: QualificationPersonRow): QualificationPerson['state'] {
  if (lead) return 'exempt';
  if (qualifiedBy !== null) return qualifiedBy === 'waiver' ? 'waived' : 'passed';
  const result = attempts.at(-1)?.result;
  if (result === undefined) return 'not-begun';
  return result === 'open' ? 'in-progress' : result;
}

export function presentAnswer(row: QualificationAnswerRow) {
  const { attempt, place, messages, said, shownOrder, answer, right, answeredAt } = row;
  return {
    attempt,
    place: place + 1,
    asked: messages.findLast(({ role }) => role === 'user')?.content ?? '',
    said: saidOf(said.verdict, shownOrder),
    answer,
    right,
    comment: said.comment ?? null,
    activeMs: said.activeMs,
    answeredAt: new Date(answeredAt).toISOString(),
  };
}

function saidOf(said: QualificationAnswerRow['said']['verdict'], shownOrder: number[]): GoldAnswer | 'skip' {
  if (said.verdict !== 'preference') return said.verdict;
  return mirrorStrength(said.strength, shownOrder) < 0 ? 'first' : 'second';
}

/** For who is asked. Fields are named one by one; what is right leaves only beside an answer. */
export function presentStanding(standing: QualificationStanding, form: RatingForm): MyQualification {
  const { state, questions, passMark, attempt, attemptsLeft, answered, right, question } = standing;
  const counts = { state, questions, passMark, attempt, attemptsLeft, answered, right };
  if (question === null) return { ...counts, question: null, explained: null, form };
  const { token, messages, texts, shownOrder, said, answer, explanation } = question;
  const [left = '', other = ''] = shownOrder.map((position) => texts[position]);
  return {
    ...counts,
    question: {
      token,
      prompt: { messages: messages.map(({ role, content }) => ({ role, content })) },
      responses: [{ text: left }, { text: other }],
    },
    explained:
      said === null
        ? null
        : {
            verdict: pairVerdict.parse(said.verdict),
            right: question.right === true,
            answer: shownOf(answer, shownOrder),
            explanation,
          },
    form: { version: form.version, spec: form.spec },
  };
}

function shownOf(answer: GoldAnswer, shownOrder: number[]) {
  if (answer !== 'first' && answer !== 'second') return answer;
  return (answer === 'first') === (shownOrder[0] === 0) ? 'left' : 'right';
}
