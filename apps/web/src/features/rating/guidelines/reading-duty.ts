import type { Guideline } from '@prefloop/contract';
import { backoffMs, type DeliveryAnswer, judgeAnswer } from '../outbox/judge-answer.ts';
import { Listeners } from '../outbox/listeners.ts';
import type { ReadMark } from './read-mark.ts';

/** The newest guidelines, which are to be read before the next pair. */
export type Due = {
  newest: Guideline;
  /** The version that was read last; null where none was. */
  before: Guideline | null;
  /** Token of the pair that somebody was in the middle of when the news came: it may be finished. */
  inHand: string | null;
};

export type ReadingDutyDeps = {
  /** The text of a version. */
  fetch: (version: number) => Promise<Guideline>;
  /** Tells the server. Never rejects. */
  send: (version: number) => Promise<DeliveryAnswer>;
  mark: ReadMark;
  /** The tabs of one person in one project talk to each other under this name. */
  channel: string;
  onAuthRequired: () => void;
};

/** A pair that came to the screen a moment ago was not begun yet: it waits for the guidelines too. */
const begunAfterMs = 5_000;

/**
 * What one person has read of a project's guidelines, and what there is to read. The server's word counts; what was said
 * on this device and could not be delivered counts too, so that nobody is held up by their connection.
 */
export class ReadingDuty {
  readonly #deps: ReadingDutyDeps;
  readonly #changed = new Listeners<void>();
  readonly #channel: BroadcastChannel;
  #newest = 0;
  /** What the server knows to be acknowledged, and what was acknowledged in a tab of this browser. */
  #known = 0;
  #said: number;
  #due: Due | null = null;
  #onScreen: { token: string | null; since: number } = { token: null, since: 0 };
  #sending = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: ReadingDutyDeps) {
    this.#deps = deps;
    this.#said = deps.mark.read();
    this.#channel = new BroadcastChannel(deps.channel);
    this.#channel.onmessage = ({ data }: MessageEvent<number>) => this.#take(data);
  }

  /** The version that a rating made now is made under; 0 for none. */
  get acknowledged(): number {
    return Math.max(this.#known, this.#said);
  }

  getDue(): Due | null {
    return this.#due;
  }

  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Told whenever another pair comes to the screen, or none. */
  show(token: string | null): void {
    if (token !== this.#onScreen.token) this.#onScreen = { token, since: performance.now() };
  }

  /**
   * Takes in the server's word. Something new is due only once its text is here, so that nobody stands before a text
   * that cannot be fetched; rejects where it cannot.
   */
  async hear({
    newest,
    acknowledged,
  }: {
    newest: number | null;
    acknowledged?: number | null;
  }): Promise<void> {
    // Answers may overtake each other, and versions only ever rise.
    this.#newest = Math.max(this.#newest, newest ?? 0);
    this.#known = Math.max(this.#known, acknowledged ?? 0);
    if (acknowledged !== undefined && this.#said > this.#known) void this.#deliver();
    const [wanted, from] = [this.#newest, this.acknowledged];
    if (wanted <= from) return this.#setDue(null);
    if (this.#due?.newest.version === wanted) return;
    const [text, before] = await Promise.all([
      this.#deps.fetch(wanted),
      from > 0 ? this.#deps.fetch(from) : null,
    ]);
    if (wanted > this.acknowledged && wanted === this.#newest) {
      this.#setDue({ newest: text, before, inHand: this.#due ? this.#due.inHand : this.#inHand() });
    }
  }

  /** The person says that they have read this version. */
  acknowledge(version: number): void {
    this.#deps.mark.write(version);
    this.#channel.postMessage(version);
    this.#take(version);
    void this.#deliver();
  }

  close(): void {
    this.#channel.close();
    clearTimeout(this.#timer);
  }

  #take(version: number): void {
    this.#said = Math.max(this.#said, version);
    if (this.#newest <= this.acknowledged) this.#setDue(null);
  }

  #inHand(): string | null {
    const { token, since } = this.#onScreen;
    return performance.now() - since >= begunAfterMs ? token : null;
  }

  async #deliver(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    const version = this.#said;
    const { verdict } = judgeAnswer(await this.#deps.send(version));
    this.#sending = false;
    switch (verdict) {
      case 'delivered':
        this.#failures = 0;
        this.#known = Math.max(this.#known, version);
        this.#deps.mark.forget(version);
        if (this.#said > version) void this.#deliver();
        break;
      case 'sign-in':
        // The next claim, once somebody has signed in, sends it.
        this.#deps.onAuthRequired();
        break;
      case 'later':
        this.#failures += 1;
        this.#timer = setTimeout(() => void this.#deliver(), backoffMs(this.#failures, Math.random()));
        break;
      default:
        // The server knows no such version, or does not let this person rate: what was said here counts no more.
        this.#deps.mark.forget(version);
        if (this.#said === version) this.#said = 0;
    }
  }

  #setDue(due: Due | null): void {
    if (due === this.#due) return;
    this.#due = due;
    // What lay under the guidelines begins now.
    if (due === null) this.#onScreen.since = performance.now();
    this.#changed.tell();
  }
}
