import { expect, it } from 'vitest';
import { changed, type Draft, isBlank, noDraft, takenBack } from './draft.ts';

it('takes back one change after the other, in order, and typing in one go', () => {
  let draft: Draft = changed(noDraft, { flags: ['harmful'] });
  draft = changed(draft, { comment: 'N' });
  draft = changed(draft, { comment: 'No' }, true);
  draft = changed(draft, { flags: ['harmful', 'broken'] });
  const seen = [];
  for (let at: Draft | null = draft; at !== null; at = takenBack(at))
    seen.push([at.remarks.flags.length, at.remarks.comment]);
  expect(seen).toEqual([
    [2, 'No'],
    [1, 'No'],
    [1, ''],
    [0, ''],
  ]);
});

it('keeps twenty changes, and typing that goes on with nothing begins one', () => {
  let draft = changed(noDraft, { comment: 'a' }, true);
  expect(draft.before.length).toBe(1);
  for (let n = 0; n < 30; n += 1) draft = changed(draft, { comment: String(n) });
  expect(draft.before.length).toBe(20);
  expect(draft.before.at(0)?.comment).toBe('9');
});

it('is blank with nothing said and nothing to take back', () => {
  expect(isBlank(noDraft)).toBe(true);
  const emptied = changed(changed(noDraft, { comment: 'a' }), { comment: '' });
  expect(isBlank(emptied)).toBe(false);
});
