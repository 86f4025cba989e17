/** Reading pauses longer than this are taken as being away. */
const idleAfterMs = 60_000;

/**
 * Milliseconds a person really spent on a pair: time with the page hidden, and what passes after a minute without any
 * sign of them, is cut. Times are handed in, in milliseconds of one steady clock.
 */
export class ActiveTime {
  #total = 0;
  #runningSince: number | null;
  #lastSign: number;

  constructor(now: number, visible = true) {
    this.#lastSign = now;
    this.#runningSince = visible ? now : null;
  }

  /** A key, a pointer, a scroll: someone is there. */
  sign(now: number): void {
    if (this.#runningSince === null) return;
    if (now - this.#lastSign > idleAfterMs) {
      this.#total += this.#lastSign + idleAfterMs - this.#runningSince;
      this.#runningSince = now;
    }
    this.#lastSign = now;
  }

  hidden(now: number): void {
    if (this.#runningSince === null) return;
    this.#total += this.#openSpan(now);
    this.#runningSince = null;
  }

  shown(now: number): void {
    if (this.#runningSince !== null) return;
    this.#runningSince = now;
    this.#lastSign = now;
  }

  /** Whole milliseconds up to now. */
  read(now: number): number {
    return Math.round(this.#total + this.#openSpan(now));
  }

  #openSpan(now: number): number {
    if (this.#runningSince === null) return 0;
    return Math.max(0, Math.min(now, this.#lastSign + idleAfterMs) - this.#runningSince);
  }
}
