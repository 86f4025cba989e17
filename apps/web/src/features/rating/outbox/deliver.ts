import { v7 as uuidv7 } from 'uuid';
import { type DeliveryAnswer, judgeAnswer } from './judge-answer.ts';
import type { OutboxRecord, OutboxStore } from './store.ts';

/** Sends one rating. Never rejects: what goes wrong is part of the answer. */
export type Send = (record: Pick<OutboxRecord, 'id' | 'project' | 'body'>) => Promise<DeliveryAnswer>;

export type RoundResult =
  /** Nothing is left that could be sent. */
  | 'empty'
  /** Something is left and worth another try after a pause. */
  | 'later'
  /** The session is over. */
  | 'sign-in';

const maxMints = 3;

/**
 * Delivers what waits, in the order it was given, until nothing is left or nothing gets through. A rating that the
 * server fails on holds up only later ratings of its own pair, so that edits never overtake each other.
 */
export async function deliverRound(
  store: OutboxStore,
  send: Send,
  onChange: () => void,
): Promise<RoundResult> {
  const stuck = new Set<string>();
  let failed = false;
  for (;;) {
    const record = (await store.records()).find(
      (candidate) => candidate.problem === null && !stuck.has(candidate.body.token),
    );
    if (record === undefined) return failed ? 'later' : 'empty';
    const judgement = judgeAnswer(await send(record));
    switch (judgement.verdict) {
      case 'delivered':
        await store.delivered(record.seq);
        break;
      case 'sign-in':
        return 'sign-in';
      case 'later':
        if (judgement.global) return 'later';
        failed = true;
        stuck.add(record.body.token);
        break;
      case 'new-id':
        await store.change(
          record.seq,
          record.mints < maxMints
            ? { id: uuidv7(), mints: record.mints + 1 }
            : { problem: 'The server refused every id made for this rating.', code: 'RATING_ID_TAKEN' },
        );
        break;
      case 'problem':
        await store.change(record.seq, { problem: judgement.detail, code: judgement.code });
        break;
    }
    onChange();
  }
}
