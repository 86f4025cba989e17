import { type Draft, noDraft } from '../draft.ts';
import { remarksOf } from '../remarks.ts';
import type { Send } from './deliver.ts';
import { Listeners } from './listeners.ts';
import type { Outbox, OutboxStatus } from './outbox.ts';
import { sendNow } from './send-now.ts';
import { type NewRating, type TrailEntry, trailLength } from './store.ts';

/** For browsers that keep nothing: the rating is with the server before the screen moves. */
export class DirectOutbox implements Outbox {
  readonly #send: Send;
  readonly #changed = new Listeners<void>();
  readonly #entries: TrailEntry[] = [];
  readonly #drafts = new Map<string, Draft>();
  #status: OutboxStatus = { waiting: 0, problems: [], state: 'saved', mode: 'direct' };

  constructor(send: Send) {
    this.#send = send;
  }

  async put(rating: NewRating): Promise<void> {
    this.#set('saving');
    try {
      await sendNow(this.#send, rating);
      const { token, verdict } = rating.body;
      const { project, task, form } = rating;
      const entry = { project, token, task, form, verdict, ...remarksOf(rating.body) };
      const known = this.#entries.findIndex((candidate) => candidate.token === token);
      if (known < 0) this.#entries.push({ ...entry, seq: rating.at });
      else this.#entries[known] = { ...entry, seq: this.#entries[known]?.seq ?? rating.at };
      this.#drafts.delete(token);
    } finally {
      this.#set(navigator.onLine ? 'saved' : 'offline');
    }
  }

  async trail(project: string): Promise<TrailEntry[]> {
    return this.#entries.filter((entry) => entry.project === project).slice(-trailLength);
  }

  async waitingTokens(): Promise<Set<string>> {
    return new Set();
  }

  async draft(token: string): Promise<Draft> {
    return this.#drafts.get(token) ?? noDraft;
  }

  async keepDraft(token: string, draft: Draft): Promise<void> {
    this.#drafts.set(token, draft);
  }

  wake(): void {}
  async retry(): Promise<void> {}
  async discard(): Promise<void> {}

  getStatus(): OutboxStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  onRatedElsewhere(): () => void {
    return () => undefined;
  }

  close(): void {}

  #set(state: OutboxStatus['state']): void {
    this.#status = { ...this.#status, state };
    this.#changed.tell();
  }
}
