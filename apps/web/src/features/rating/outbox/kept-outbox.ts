import type { Draft } from '../draft.ts';
import { remarksOf } from '../remarks.ts';
import { deliverRound, type Send } from './deliver.ts';
import { backoffMs } from './judge-answer.ts';
import { Listeners } from './listeners.ts';
import type { Outbox, OutboxStatus, RatedElsewhere } from './outbox.ts';
import { sendNow } from './send-now.ts';
import type { NewRating, OutboxStore, TrailEntry } from './store.ts';

type Message = { type: 'changed' } | { type: 'rated'; rating: RatedElsewhere };

/** Keeps ratings in IndexedDB and delivers them in order, in the background. */
export class KeptOutbox implements Outbox {
  readonly #store: OutboxStore;
  readonly #send: Send;
  readonly #onAuthRequired: () => void;
  readonly #lock: string;
  readonly #channel: BroadcastChannel;
  readonly #changed = new Listeners<void>();
  readonly #rated = new Listeners<RatedElsewhere>();
  readonly #abort = new AbortController();
  #status: OutboxStatus = { waiting: 0, problems: [], state: 'saved', mode: 'kept' };
  #phase: 'idle' | 'sending' | 'pausing' | 'sign-in' = 'idle';
  #again = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(userId: string, store: OutboxStore, send: Send, onAuthRequired: () => void) {
    this.#store = store;
    this.#send = send;
    this.#onAuthRequired = onAuthRequired;
    this.#lock = `prefloop-outbox-${userId}`;
    this.#channel = new BroadcastChannel(`prefloop-ratings-${userId}`);
  }

  async start(): Promise<void> {
    const { signal } = this.#abort;
    const wake = () => this.wake();
    window.addEventListener('online', wake, { signal });
    window.addEventListener('offline', () => void this.#refresh(), { signal });
    window.addEventListener('focus', wake, { signal });
    this.#channel.addEventListener('message', (event: MessageEvent<Message>) => {
      if (event.data.type === 'rated') this.#rated.tell(event.data.rating);
      void this.#refresh();
    });
    await this.#refresh();
    this.wake();
  }

  async put(rating: NewRating): Promise<void> {
    try {
      await this.#store.add(rating);
    } catch {
      // The disk is full or site data was just cleared: the server is the only safe place left.
      await sendNow(this.#send, rating);
      return;
    }
    const { token, verdict } = rating.body;
    this.#tell({ type: 'rated', rating: { token, verdict, ...remarksOf(rating.body) } });
    this.#setStatus({ waiting: this.#status.waiting + 1 });
    if (this.#phase === 'idle') this.wake();
    else this.#again = true;
  }

  trail(project: string): Promise<TrailEntry[]> {
    return this.#store.trail(project);
  }

  async waitingTokens(): Promise<Set<string>> {
    return new Set((await this.#store.records()).map((record) => record.body.token));
  }

  draft(token: string): Promise<Draft> {
    return this.#store.draft(token);
  }

  keepDraft(token: string, draft: Draft): Promise<void> {
    return this.#store.keepDraft(token, draft);
  }

  wake(): void {
    if (this.#phase === 'sending') {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#phase = 'sending';
    void this.#work();
  }

  async retry(seq: number): Promise<void> {
    await this.#store.change(seq, { problem: null });
    this.#tell({ type: 'changed' });
    this.wake();
  }

  async discard(seq: number): Promise<void> {
    await this.#store.delivered(seq);
    this.#tell({ type: 'changed' });
    await this.#refresh();
  }

  getStatus(): OutboxStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  onRatedElsewhere(listener: (rating: RatedElsewhere) => void): () => void {
    return this.#rated.add(listener);
  }

  close(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#channel.close();
    this.#store.close();
  }

  async #work(): Promise<void> {
    do {
      this.#again = false;
      let result: Awaited<ReturnType<typeof deliverRound>>;
      try {
        result = await this.#alone(() =>
          deliverRound(this.#store, this.#send, () => {
            this.#tell({ type: 'changed' });
            void this.#refresh();
          }),
        );
      } catch {
        // Reading our own store failed: what is in it stays there, so try again like after a lost connection.
        result = 'later';
      }
      if (this.#abort.signal.aborted) return;
      if (result === 'empty') {
        this.#failures = 0;
        this.#phase = 'idle';
        continue;
      }
      this.#failures += 1;
      this.#phase = result === 'sign-in' ? 'sign-in' : 'pausing';
      if (result === 'sign-in') this.#onAuthRequired();
      this.#again = false;
      this.#timer = setTimeout(() => this.wake(), backoffMs(this.#failures, Math.random()));
    } while (this.#again && this.#phase === 'idle');
    await this.#refresh();
  }

  /**
   * One tab at a time, so that a rating goes out once. Pages without a secure origin have no locks: two tabs may then
   * both send a rating, which its id makes harmless.
   */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (!('locks' in navigator)) return await work();
    return await navigator.locks.request(this.#lock, { signal: this.#abort.signal }, work);
  }

  async #refresh(): Promise<void> {
    if (this.#abort.signal.aborted) return;
    try {
      const records = await this.#store.records();
      const problems = records.filter((record) => record.problem !== null);
      this.#setStatus({ waiting: records.length - problems.length, problems });
    } catch {
      // Counting can wait; the next change counts again.
    }
  }

  #setStatus(change: Partial<OutboxStatus>): void {
    const next = { ...this.#status, ...change };
    next.state = this.#stateFor(next.waiting);
    this.#status = next;
    this.#changed.tell();
  }

  #stateFor(waiting: number): OutboxStatus['state'] {
    if (!navigator.onLine) return 'offline';
    if (waiting === 0) return 'saved';
    if (this.#phase === 'sign-in') return 'sign-in';
    return this.#phase === 'pausing' ? 'retrying' : 'saving';
  }

  #tell(message: Message): void {
    this.#channel.postMessage(message);
  }
}
