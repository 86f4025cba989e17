import type { RatingQueue } from '@prefloop/contract';
import { ApiError } from '@prefloop/sdk';
import { v7 as uuidv7 } from 'uuid';
import type { ReadingDuty } from '../guidelines/reading-duty.ts';
import { loadPluginsFor } from '../markdown/plugins.ts';
import { backoffMs } from '../outbox/judge-answer.ts';
import { Listeners } from '../outbox/listeners.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { RatingApi } from '../rating-api.ts';
import { type Answer, sentRemarks } from '../remarks.ts';
import {
  ahead,
  layOn,
  markRated,
  markRatedElsewhere,
  stepBack,
  stepOn,
  takeIn,
  undelivered,
  unrated,
  withoutSensitive,
} from './line.ts';
import { itemOfTrail, type TaskItem, type TaskLine } from './task-item.ts';

/** Pairs to hold: the one on screen and four that are already here when the network stalls. */
const hold = 5;
const renewEveryMs = 60_000;
/** Long enough for the request of a closing tab to arrive first. */
const afterReleaseMs = 1_500;

export type TaskQueueDeps = {
  project: string;
  api: RatingApi;
  outbox: Outbox;
  duty: ReadingDuty;
  /** Told when the server says that nobody is signed in. */
  onAuthRequired: () => void;
};

/** The line of pairs of one project in one tab: fetched ahead, kept leased while someone looks, walked both ways. */
export class TaskQueue {
  readonly #deps: TaskQueueDeps;
  readonly #changed = new Listeners<void>();
  readonly #channel: BroadcastChannel;
  readonly #abort = new AbortController();
  readonly #rated = new Set<string>();
  #line: TaskLine = { items: [], index: 0, queue: null, fetching: 'loading', error: null };
  #claiming = false;
  #claimAgain = false;
  #failures = 0;
  #nextClaim: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setInterval> | undefined;
  #unsubscribe: (() => void)[] = [];

  constructor(deps: TaskQueueDeps) {
    this.#deps = deps;
    this.#channel = new BroadcastChannel(`prefloop-pairs-${deps.project}`);
  }

  /** Lays out what was rated here before. To be awaited before anything else. */
  async open(): Promise<void> {
    const { outbox, project } = this.#deps;
    const trail = await outbox.trail(project);
    for (const { token } of trail) this.#rated.add(token);
    await loadPluginsFor(trail.flatMap(({ task }) => textsOf(task)));
    this.#set({ items: trail.map(itemOfTrail), index: trail.length });
  }

  /** Fetches pairs and keeps them leased until `close`. */
  async start(): Promise<void> {
    const { outbox } = this.#deps;
    const { signal } = this.#abort;
    let waiting = outbox.getStatus().waiting;
    this.#unsubscribe = [
      outbox.onRatedElsewhere(({ token, ...answer }) => {
        this.#rated.add(token);
        this.#set(markRatedElsewhere(this.#line, token, answer));
        this.#refill();
      }),
      outbox.subscribe(() => {
        const before = waiting;
        waiting = outbox.getStatus().waiting;
        // What the server just took has freed a place for a new pair.
        if (waiting < before) this.#refill();
      }),
    ];
    // Tabs of one person hold the same pairs: what one gave back while closing, the other asks for again.
    this.#channel.onmessage = () => {
      clearTimeout(this.#nextClaim);
      this.#nextClaim = setTimeout(() => void this.#claim(), afterReleaseMs);
    };
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal });
    window.addEventListener('online', () => void this.refresh(), { signal });
    window.addEventListener('pagehide', () => this.#giveBack(), { signal });
    // Back from the cache of visited pages: the leases were given back, and others may have them.
    window.addEventListener('pageshow', (event) => event.persisted && void this.refresh(), { signal });
    this.#renewal = setInterval(() => void this.#renew(), renewEveryMs);
    await this.refresh();
  }

  close(): void {
    this.#giveBack();
    this.#abort.abort();
    this.#channel.close();
    clearTimeout(this.#nextClaim);
    clearInterval(this.#renewal);
    for (const off of this.#unsubscribe) off();
  }

  /** What is to be read before the next pair. */
  get duty(): ReadingDuty {
    return this.#deps.duty;
  }

  getLine(): TaskLine {
    return this.#line;
  }

  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Resolves once the rating of the pair on screen cannot be lost. The line does not move: that is for `advance`. */
  async rate({ token, task, form }: TaskItem, answer: Answer, activeMs: number): Promise<void> {
    const { outbox, project, duty } = this.#deps;
    const versions = { formVersion: form.version, guidelineVersion: duty.acknowledged };
    const body = { token, verdict: answer.verdict, ...sentRemarks(answer), activeMs, ...versions };
    await outbox.put({ id: uuidv7(), project, body, at: Date.now(), task, form });
    this.#rated.add(token);
  }

  /** Moves on; with an answer, the pair on screen keeps it. */
  advance(answer: TaskItem['answer']): void {
    const shown = this.#line.items[this.#line.index];
    const first = shown?.answer === null && answer?.verdict.verdict !== 'skip';
    const marked = shown && answer ? markRated(this.#line, shown.token, answer) : this.#line;
    this.#set({ ...stepOn(marked), ...(first && answer ? this.#countOne() : {}) });
    this.#refill();
  }

  back(): void {
    this.#set(stepBack(this.#line));
  }

  /** Puts a pair from the history on screen, to be rated again. */
  layOn(item: TaskItem): void {
    this.#rated.add(item.token);
    this.#set(layOn(this.#line, item));
  }

  /** Leaves sensitive topics to others, from the screen on, or takes them again. Rejects where the server did not hear. */
  async setSensitive(avoid: boolean): Promise<void> {
    await this.#deps.api.setSensitive(avoid);
    if (avoid) this.#set(withoutSensitive(this.#line));
    await this.refresh();
  }

  /** Asks the server now: after a failure, or because somebody wants to know. */
  async refresh(): Promise<void> {
    clearTimeout(this.#nextClaim);
    await this.#claim();
  }

  #countOne(): Partial<TaskLine> {
    const { queue } = this.#line;
    return queue ? { queue: countIn(queue, 1) } : {};
  }

  #refill(): void {
    if (ahead(this.#line).length <= hold - 3) void this.#claim();
  }

  async #claim(): Promise<void> {
    if (this.#claiming) {
      this.#claimAgain = true;
      return;
    }
    this.#claiming = true;
    clearTimeout(this.#nextClaim);
    try {
      await this.#claimOnce();
      this.#failures = 0;
      this.#schedule();
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      if (error instanceof ApiError && error.status === 401) this.#deps.onAuthRequired();
      this.#failures += 1;
      this.#set({ fetching: 'failed', error });
      this.#nextClaim = setTimeout(() => void this.#claim(), backoffMs(this.#failures, Math.random()));
    } finally {
      this.#claiming = false;
    }
    if (this.#claimAgain && !this.#abort.signal.aborted) {
      this.#claimAgain = false;
      if (this.#failures === 0) this.#refill();
    }
  }

  async #claimOnce(): Promise<void> {
    const { api, outbox, duty } = this.#deps;
    const waiting = await outbox.waitingTokens();
    const answer = await api.claim(hold);
    // Drawn in one go when their turn comes, so what they need has to be here first.
    await loadPluginsFor(answer.tasks.flatMap(textsOf));
    const { guidelineVersion: newest, acknowledgedVersion: acknowledged } = answer.queue;
    await duty.hear({ newest, acknowledged });
    if (this.#abort.signal.aborted) return;
    const taken = takeIn(this.#line, answer, new Set([...waiting, ...this.#rated]));
    const queue = countIn(answer.queue, undelivered(this.#line, answer.tasks));
    this.#set({ ...taken, queue, fetching: 'idle', error: null });
  }

  /** With nothing left to rate the server is asked again: when a pair may become free, else every half minute. */
  #schedule(): void {
    const { items, index, queue } = this.#line;
    if (index < items.length || document.visibilityState === 'hidden') return;
    const free = queue?.nextFreeAt ? Date.parse(queue.nextFreeAt) - Date.now() + 500 : 30_000;
    const wait = Math.min(30_000, Math.max(3_000, free));
    this.#nextClaim = setTimeout(() => void this.#claim(), wait);
  }

  async #renew(): Promise<void> {
    const tokens = unrated(this.#line).map((item) => item.token);
    if (document.visibilityState === 'hidden' || tokens.length === 0) return;
    try {
      const { lost } = await this.#deps.api.renew(tokens);
      const shown = this.#line.items[this.#line.index]?.token;
      // The one on screen stays: its rating is taken, if only as one more than was wanted.
      const gone = new Set(lost.filter((token) => token !== shown));
      if (gone.size === 0 || this.#abort.signal.aborted) return;
      this.#set({ items: this.#line.items.filter((item) => item.answer !== null || !gone.has(item.token)) });
      this.#refill();
    } catch {
      // A missed renewal is made up for by the next one, or by the rating itself.
    }
  }

  #onVisibility(): void {
    if (document.visibilityState === 'hidden') return;
    void this.#renew();
    if (this.#line.index >= this.#line.items.length) void this.refresh();
  }

  /** What was seen stays with this person until its lease runs out; what was only fetched goes back at once. */
  #giveBack(): void {
    const tokens = ahead(this.#line).map((item) => item.token);
    if (tokens.length === 0) return;
    this.#deps.api.release(tokens);
    this.#channel.postMessage('released');
  }

  #set(change: Partial<TaskLine>): void {
    this.#line = { ...this.#line, ...change };
    this.#deps.duty.show(this.#line.items[this.#line.index]?.token ?? null);
    this.#changed.tell();
  }
}

/** Skips are no ratings, neither here nor on the server. */
function countIn(queue: RatingQueue, ratings: number): RatingQueue {
  return { ...queue, doneToday: queue.doneToday + ratings, doneInAll: queue.doneInAll + ratings };
}

function textsOf({ prompt, responses }: TaskItem['task']): string[] {
  return [...prompt.messages.map(({ content }) => content), ...responses.map(({ text }) => text)];
}
