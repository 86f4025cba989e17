import type { Verdict } from '@prefloop/contract';
import { actionFor, type KeyBinding } from '../keys.ts';
import { changeReading } from './reading-settings.ts';

export type DeskActions = {
  rate: (verdict: Verdict) => void;
  place: (response: number) => void;
  join: () => void;
  skip: () => void;
  comment: () => void;
  flag: () => void;
  criteria: () => void;
  edit: () => void;
  critique: () => void;
  undo: () => void;
  keep: () => void;
  leave: () => void;
  raw: () => void;
  compare: () => void;
  fold: () => void;
  show: (side: 'A' | 'B') => void;
  guidelines: () => void;
  help: () => void;
};

/** Does what a key is bound to; false where it is bound to nothing. */
export function runKey(event: KeyboardEvent, bindings: readonly KeyBinding[], actions: DeskActions): boolean {
  const action = actionFor(event, bindings);
  if (action === null) return false;
  switch (action.type) {
    case 'rate':
      actions.rate(action.verdict);
      break;
    case 'place':
      actions.place(action.response);
      break;
    case 'side':
      actions.show(action.side);
      break;
    case 'fold-prompt':
      actions.fold();
      break;
    case 'earlier-turns':
    case 'link-scroll':
    case 'same-parts':
      changeReading(action.type);
      break;
    default:
      actions[action.type]();
  }
  return true;
}
