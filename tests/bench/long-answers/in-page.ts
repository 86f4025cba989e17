declare global {
  interface Window {
    prefloopReading: {
      /** Milliseconds from the start of the page to its first frame with an answer. */
      firstText: number;
      /** Longest task since `reset`, in milliseconds; tasks below 50 do not count as long and are not told. */
      longestTask: number;
      /** From each press of a letter since `reset` to the next frame, as the browser measures it (Event Timing). */
      keys: number[];
      reset: () => void;
    };
  }
}

/** Runs in the page before it. */
export function watchReading(): void {
  const seen: Window['prefloopReading'] = {
    firstText: 0,
    longestTask: 0,
    keys: [],
    reset: () => {
      seen.longestTask = 0;
      seen.keys = [];
    },
  };
  window.prefloopReading = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration);
  }).observe({ type: 'longtask', buffered: true });
  // The types know no threshold; without it only what takes 104 ms is told.
  const presses: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: 16,
  };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') seen.keys.push(duration);
  }).observe(presses);
  const observer = new MutationObserver(() => {
    const text = document.querySelector('[data-token][data-shown] [data-side=A] [data-text]');
    if (!text?.textContent) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      void scheduler.postTask(() => {
        seen.firstText = performance.now();
      });
    });
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}
