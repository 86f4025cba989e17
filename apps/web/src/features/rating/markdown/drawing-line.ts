/** What is still to be formatted, on every pair that is laid out. */
type Job = { element: HTMLElement | null; draw: () => void };

const waiting: Job[] = [];
let scheduled = false;

/** Pairs behind and ahead are laid out too; what is on the screen goes first. */
function next(): Job | undefined {
  const seen = waiting.findIndex(({ element }) => element?.closest('[inert]') === null);
  return waiting.splice(Math.max(0, seen), 1)[0];
}

function schedule(): void {
  if (scheduled || waiting.length === 0) return;
  scheduled = true;
  const work = () => {
    scheduled = false;
    next()?.draw();
    schedule();
  };
  // Safari has no idle time to give away.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 300 });
  else setTimeout(work, 30);
}

/** Calls `draw` when the page has nothing else to do, one job at a time; the function given back takes it out again. */
export function queueDrawing(element: HTMLElement | null, draw: () => void): () => void {
  const job = { element, draw };
  waiting.push(job);
  schedule();
  return () => {
    const at = waiting.indexOf(job);
    if (at >= 0) waiting.splice(at, 1);
  };
}
