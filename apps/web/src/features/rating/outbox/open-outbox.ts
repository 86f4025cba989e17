import type { Send } from './deliver.ts';
import { DirectOutbox } from './direct-outbox.ts';
import { KeptOutbox } from './kept-outbox.ts';
import type { Outbox } from './outbox.ts';
import { OutboxStore } from './store.ts';

/** Opens what this device keeps for the user; without IndexedDB every rating is sent before the screen moves. */
export async function openOutbox(userId: string, send: Send, onAuthRequired: () => void): Promise<Outbox> {
  const store = new OutboxStore(userId);
  try {
    await store.open();
  } catch {
    // Private windows of some browsers, blocked site data, a broken profile: rating goes on, only slower.
    return new DirectOutbox(send);
  }
  const outbox = new KeptOutbox(userId, store, send, onAuthRequired);
  await outbox.start();
  return outbox;
}
