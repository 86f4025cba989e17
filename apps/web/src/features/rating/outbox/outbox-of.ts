import { sessionOver } from '../../../lib/session.ts';
import { openOutbox } from './open-outbox.ts';
import type { Outbox } from './outbox.ts';
import { sendRatingsOf } from './send-rating.ts';

/**
 * The outbox of this tab. It belongs to the tab and not to a page: ratings go on being delivered while their author
 * looks at something else.
 */
let current: { userId: string; outbox: Promise<Outbox> } | null = null;

/** Whether somebody is there to be asked to sign in again; not after signing out. */
let someoneThere = false;

/** The outbox of the signed-in user; that of a user before them stops, and what it holds waits for its owner. */
export function outboxOf(userId: string): Promise<Outbox> {
  if (current?.userId === userId) return current.outbox;
  current?.outbox.then(
    (outbox) => outbox.close(),
    () => undefined,
  );
  const outbox = openOutbox(userId, sendRatingsOf(userId), () => {
    if (someoneThere) sessionOver.set(true);
  });
  current = { userId, outbox };
  return outbox;
}

/** Told by the shell: a user's pages are on screen, or no longer. */
export function setSomeoneThere(there: boolean): void {
  someoneThere = there;
}

// Signed in again: what waited for that goes out at once.
sessionOver.subscribe(() => {
  if (!sessionOver.get()) void current?.outbox.then((outbox) => outbox.wake());
});
