import type { ImportLayout, ImportMapping } from '@prefloop/contract';
import { prefloop, prefloopPairs } from './canonical.ts';
import { fastchat, messages, messagesLabel, sharegpt } from './conversations.ts';
import { alpaca, promptCompletion, selfInstruct, selfInstructPredictions, text } from './instructions.ts';
import type { Layout } from './layout.ts';
import { oasst } from './oasst.ts';
import { hh, instructionPreference, llamaFactory, preference } from './preference.ts';
import { pandalm, twoResponses } from './two-responses.ts';

/**
 * Every layout, the more particular before the more general: the first that fits is taken. A new one needs its name in
 * the contract's `importLayout`, a place in this list, and a row in the tables of layouts.test.ts.
 */
export const allLayouts: Layout[] = [
  prefloop,
  prefloopPairs,
  pandalm,
  llamaFactory,
  instructionPreference,
  hh,
  preference,
  twoResponses,
  oasst,
  messagesLabel,
  messages,
  sharegpt,
  fastchat,
  selfInstruct,
  selfInstructPredictions,
  alpaca,
  promptCompletion,
  text,
];

export function layoutById(id: ImportLayout): Layout {
  const found = allLayouts.find((layout) => layout.id === id);
  if (!found) throw new Error(`layout ${id} is declared but not written`);
  return found;
}

/** The layout that a mapping made by hand asks for. */
export function layoutOfMapping(mapping: ImportMapping): Layout {
  if (mapping.chosen !== undefined) return mapping.messages === undefined ? preference : llamaFactory;
  if (mapping.response1 !== undefined) return twoResponses;
  if (mapping.label !== undefined) return messagesLabel;
  if (mapping.messages !== undefined) return messages;
  if (mapping.turns !== undefined) return fastchat;
  if (mapping.instances !== undefined) return selfInstruct;
  return mapping.output === undefined ? text : promptCompletion;
}
