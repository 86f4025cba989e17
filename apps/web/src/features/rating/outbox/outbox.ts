import type { Draft } from '../draft.ts';
import type { Answer } from '../remarks.ts';
import type { NewRating, OutboxRecord, TrailEntry } from './store.ts';

export type OutboxStatus = {
  /** Ratings that are safe on this device and not yet with the server. */
  waiting: number;
  /** Ratings that the server refused for good, each with its reason. */
  problems: readonly OutboxRecord[];
  /** saving: an attempt is under way. direct: nothing can be kept here, every rating goes straight to the server. */
  state: 'saved' | 'saving' | 'retrying' | 'offline' | 'sign-in';
  mode: 'kept' | 'direct';
};

export type RatedElsewhere = Answer & { token: string };

/** Keeps ratings until the server has them. One per user and tab; all tabs of a user share what is kept. */
export interface Outbox {
  /**
   * Resolves once the rating cannot be lost any more: on this device's disk, or where the browser has no such thing,
   * with the server. Rejects with `Unsent` where neither worked.
   */
  put(rating: NewRating): Promise<void>;
  /** The last pairs rated here, oldest first. */
  trail(project: string): Promise<TrailEntry[]>;
  /** Tokens of pairs whose rating the server may not know yet. */
  waitingTokens(): Promise<Set<string>>;
  /** What was said of a pair that is not rated yet. */
  draft(token: string): Promise<Draft>;
  keepDraft(token: string, draft: Draft): Promise<void>;
  /** Tries again at once: the connection or the session may be back. */
  wake(): void;
  /** Sends a refused rating once more. */
  retry(seq: number): Promise<void>;
  /** Gives up a refused rating; only ever at the wish of the person. */
  discard(seq: number): Promise<void>;
  getStatus(): OutboxStatus;
  subscribe(listener: () => void): () => void;
  onRatedElsewhere(listener: (rating: RatedElsewhere) => void): () => void;
  close(): void;
}
