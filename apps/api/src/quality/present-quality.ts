import type { BatchPerson, Gold, GoldProposal } from '@prefloop/contract';
import type { BatchPersonRow, GoldPair, GoldProposalRow, GoldRow, HintFacts } from '@prefloop/db';
import { presentShare } from '../batches/present-batch.ts';
import { findHints } from './find-hints.ts';

const moment = (at: string | null) => (at === null ? null : new Date(at).toISOString());

export function presentPair({ promptId, messages, texts, answer }: GoldPair) {
  const [first = '', second = ''] = texts;
  const responses: Gold['responses'] = [{ text: first }, { text: second }];
  return { promptId, prompt: { messages }, responses, answer };
}

export function presentGold(row: GoldRow): Gold {
  return {
    id: row.id,
    ...presentPair(row),
    explanation: row.explanation,
    attention: row.attention,
    right: presentShare(row.right, row.answered, 'Nobody has answered it yet.'),
    retiredAt: moment(row.retiredAt),
    createdAt: new Date(row.createdAt).toISOString(),
  };
}

export function presentProposal(row: GoldProposalRow): GoldProposal {
  const { taskId, batch, votes, adjudicated } = row;
  return { taskId, batch, ...presentPair(row), votes, adjudicated };
}

export function presentBatchPerson(
  row: BatchPersonRow,
  facts: HintFacts,
  minimumMs: number | null,
): BatchPerson {
  const { id, name, user, pausedAt, pausedReason, pausedBy } = row;
  return {
    id,
    name,
    user,
    goldsRight: presentShare(row.goldsRight, row.goldsAnswered, 'No check answered here yet.'),
    attentionRight: presentShare(
      row.attentionRight,
      row.attentionAnswered,
      'No attention check answered here yet.',
    ),
    paused:
      pausedAt === null
        ? null
        : { since: new Date(pausedAt).toISOString(), by: pausedBy ?? 'lead', reason: pausedReason },
    resumedAt: moment(row.resumedAt),
    requeue: { ratings: row.counted, reopened: row.reopened },
    hints: findHints(facts, id, minimumMs),
  };
}
