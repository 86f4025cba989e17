const healthyMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
const maxQuickCrashes = 6;

/** Decides how long to wait before a crashed process is started again. */
export class RestartPolicy {
  private quickCrashes = 0;

  /** The pause in ms, doubling with each crash in a row; null after too many. A minute of life clears the count. */
  pauseAfter(livedMs: number): number | null {
    this.quickCrashes = livedMs >= healthyMs ? 1 : this.quickCrashes + 1;
    if (this.quickCrashes > maxQuickCrashes) return null;
    return Math.min(firstPauseMs * 2 ** (this.quickCrashes - 1), longestPauseMs);
  }
}
