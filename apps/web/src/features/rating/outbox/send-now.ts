import type { Send } from './deliver.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { NewRating } from './store.ts';

/** Sends a rating that nothing else keeps. Rejects with a text for people unless the server has it. */
export async function sendNow(send: Send, rating: NewRating): Promise<void> {
  const judgement = judgeAnswer(await send(rating));
  switch (judgement.verdict) {
    case 'delivered':
      return;
    case 'sign-in':
      throw new Error('Your session is over. Sign in again, then press the key once more.');
    case 'problem':
      throw new Error(judgement.detail);
    default:
      throw new Error(
        'The server does not answer, and this browser keeps nothing. Press the key again in a moment.',
      );
  }
}
