import type { Send } from './deliver.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { NewRating } from './store.ts';
import { Unsent } from './unsent.ts';

/** Sends a rating that nothing else keeps. Rejects with `Unsent` unless the server has it. */
export async function sendNow(send: Send, rating: NewRating): Promise<void> {
  const judgement = judgeAnswer(await send(rating));
  switch (judgement.verdict) {
    case 'delivered':
      return;
    case 'sign-in':
      throw new Unsent({ kind: 'sign-in' });
    case 'problem':
      throw new Unsent({ kind: 'refused', code: judgement.code, detail: judgement.detail });
    default:
      throw new Unsent({ kind: 'silent' });
  }
}
