import type { ImportRating, ImportVerdict } from '@prefloop/contract';
import { RowFault } from '../row-fault.ts';
import { textAt } from './cells.ts';
import type { ReadContext } from './layout.ts';

/** "Better" without saying how much: the middle of the three strengths. */
export const FIRST_BETTER = -2;
const SECOND_BETTER = 2;

const words: Record<string, ImportVerdict> = {
  0: 0,
  tie: 0,
  equal: 0,
  same: 0,
  both_good: 'both_good',
  'both good': 'both_good',
  both_bad: 'both_bad',
  'both bad': 'both_bad',
  bothbad: 'both_bad',
  'tie (bothbad)': 'both_bad',
};
for (const name of [
  '1',
  'a',
  'a1',
  'first',
  'left',
  'model_a',
  'model_1',
  'response1',
  'response_1',
  'output_1',
]) {
  words[name] = FIRST_BETTER;
}
for (const name of [
  '2',
  'b',
  'a2',
  'second',
  'right',
  'model_b',
  'model_2',
  'response2',
  'response_2',
  'output_2',
]) {
  words[name] = SECOND_BETTER;
}

/** One rating for each verdict column that is filled in; several columns are several annotators, named after them. */
export function readRatings(row: Record<string, unknown>, context: ReadContext): ImportRating[] {
  const { verdicts = [], annotator, comment } = context.mapping;
  const named = textAt(row, annotator).trim() || context.annotator;
  const said = textAt(row, comment);
  const ratings = verdicts.flatMap((column) => {
    const verdict = textAt(row, column).trim().toLowerCase();
    if (verdict === '') return [];
    const rating: ImportRating = {
      annotator: verdicts.length > 1 ? column : named,
      verdict: read(verdict, column),
    };
    return [said.trim() === '' ? rating : { ...rating, comment: said }];
  });
  if (ratings.length > 0) return ratings;
  const columns = verdicts.map((column) => `\`${column}\``).join(', ');
  throw new RowFault('MISSING_FIELD', `nobody's verdict is filled in (${columns})`, verdicts[0]);
}

function read(verdict: string, column: string): ImportVerdict {
  const found = Object.hasOwn(words, verdict) ? words[verdict] : undefined;
  if (found !== undefined) return found;
  const shown = JSON.stringify(verdict.slice(0, 50));
  throw new RowFault(
    'UNKNOWN_VERDICT',
    `\`${column}\` is ${shown}; expected 1, 2 or 0 (tie), or a, b, tie, both_bad`,
    column,
  );
}
