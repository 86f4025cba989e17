import type { TrainingPlan } from '../launch.ts';
import { isReinforced } from '../methods.ts';
import { type Finding, type FrozenFacts, isByteLevel, percent, type TrainingFacts } from './facts.ts';

/** One row in twenty may be wrong; with more, what is wrong is the data, and the run is not worth its time. */
const most = 0.05;
/** Below so many pairs a length says nothing. */
const enoughPairs = 20;
/** From this share on, length alone tells nearly all pairs right. */
const nearlyAll = 0.95;

const path = 'config.snapshotId';

type Fault = { code: string; path: string; count: number; of: number; told: string; next: string };

/**
 * What may be wrong with the rows themselves. Few of these are told and left to whoever launches; many forbid the run.
 * A prompt that stands in both splits is never right: it makes the one figure that decides better than it is.
 */
export function judgeRows(plan: TrainingPlan, snapshot: FrozenFacts, facts: TrainingFacts): Finding[] {
  const leak = leakOf(plan, snapshot);
  const moved = movedBoundary(plan, snapshot, facts);
  const forbidden = faultsOf(plan, snapshot).filter(({ count, of }) => count > most * of);
  return [
    ...forbidden.map(say),
    ...(leak && !isReinforced(plan.method) ? [leak] : []),
    ...(moved ? [moved] : []),
  ];
}

export function warnOfRows(plan: TrainingPlan, snapshot: FrozenFacts): Finding[] {
  const leak = isReinforced(plan.method) ? leakOf(plan, snapshot) : null;
  const few = faultsOf(plan, snapshot).filter(
    // What is too long is counted exactly by the run, and told beside the other numbers.
    ({ code, count, of }) => code !== 'OVER_LENGTH' && count > 0 && count <= most * of,
  );
  const length = lengthOf(plan, snapshot);
  return [...few.map(say), ...(leak ? [leak] : []), ...(length ? [length] : [])];
}

function say({ path: at, code, count, of, told, next }: Fault): Finding {
  return {
    path: at,
    code,
    message: `${percent(count / of)} of the rows (${count} of ${of}) ${told} ${next}`,
  };
}

function faultsOf({ method, config }: TrainingPlan, snapshot: FrozenFacts): Fault[] {
  const { trainRows, evalRows } = snapshot;
  const tooLong: Fault = {
    code: 'OVER_LENGTH',
    path: 'config.params.maxLength',
    count: snapshot.overLength,
    of: trainRows + evalRows,
    told: `are by their characters longer than ${config.params.maxLength} tokens and would be left out.`,
    next: 'Raise the maximal length, or freeze a snapshot with a limit on characters.',
  };
  // Where the policy answers by itself, the rows' own answers are not looked at.
  if (isReinforced(method)) return [tooLong];
  const rows = { path, of: trainRows };
  return [
    tooLong,
    {
      ...rows,
      code: 'DUPLICATE_ROWS',
      count: snapshot.copies,
      told: 'repeat another one word for word, and would count twice.',
      next: 'Freeze from one batch of the pair alone, or withdraw the tasks that were asked twice.',
    },
    {
      ...rows,
      code: 'CONFLICTING_LABELS',
      count: snapshot.contradicted,
      told:
        method === 'kto'
          ? 'are an answer that is called good in one and bad in another.'
          : 'prefer one answer where another row prefers the other one, of the same two.',
      next: 'Ask for more votes and a clear majority when you freeze, or have those tasks adjudicated.',
    },
    {
      ...rows,
      code: 'SAME_ANSWERS',
      count: snapshot.sameAnswers,
      told: 'put an answer above the very same text, which teaches nothing.',
      next: 'Leave them out.',
    },
  ];
}

function leakOf({ method }: TrainingPlan, { leaked, evalRows }: FrozenFacts): Finding | null {
  if (leaked === 0) return null;
  const what = isReinforced(method) ? 'the reward on unseen prompts' : 'what is measured on them';
  const message = `${leaked} of ${evalRows} held-out rows have a prompt that is trained on, too, so ${what} would look better than it is. Mark every copy of a prompt as held out, or none, and freeze again.`;
  return { path, code: 'PROMPT_LEAK', message };
}

/**
 * Byte-pair vocabularies read a run of white space as one token. Where a template ends a prompt in a line break, an
 * answer that begins with two blanks takes it over: the answered prompt then begins with other tokens than the prompt
 * alone, and the trainer refuses the row, and with it the run.
 */
function movedBoundary(
  { method, config }: TrainingPlan,
  { spacedAnswers }: FrozenFacts,
  { versions }: TrainingFacts,
): Finding | null {
  if (spacedAnswers === 0 || isReinforced(method)) return null;
  const base = versions.find(({ id }) => id === config.baseVersionId)?.facts ?? {};
  if (base.chatTemplate !== 'as written' || isByteLevel(base)) return null;
  const rows = spacedAnswers === 1 ? '1 row has an answer' : `${spacedAnswers} rows have an answer`;
  const message = `${rows} that begins with several blanks or line breaks. The model's template would let them run into the prompt, and the tokens of prompt and answer could not be told apart. Take the blanks off, or leave those responses out.`;
  return { path, code: 'BOUNDARY_MISMATCH', message };
}

/** Pairs in which the better answer is nearly always the longer one, or the shorter one. */
function lengthOf({ method }: TrainingPlan, snapshot: FrozenFacts): Finding | null {
  const { chosenLonger, chosenShorter, trainRows } = snapshot;
  const clear = Math.max(chosenLonger, chosenShorter);
  if (isReinforced(method) || snapshot.kind !== 'preference') return null;
  if (trainRows < enoughPairs || clear < nearlyAll * trainRows) return null;
  const which = chosenLonger > chosenShorter ? 'longer' : 'shorter';
  const message = `In ${percent(clear / trainRows)} of the pairs the better answer is the ${which} one: the model may learn length and nothing else. Rate pairs of alike length, too, and compare with "by length alone" when it is done.`;
  return { path, code: 'LENGTH_DECIDES', message };
}
