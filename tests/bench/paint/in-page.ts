import type { ClaimAnswer, LeaseRelease, LeaseRenewal, RatingReceipt } from '@prefloop/contract';

declare global {
  interface Window {
    /** Milliseconds from the last digit pressed to the painting of the pair after `before`. */
    prefloopPainted: (before: string) => Promise<number>;
  }
}

/** Runs in the page before it: takes the time from a key's own time stamp until another pair has been painted. */
export function stopwatch(): void {
  let pressedAt = Number.NaN;
  let last: { token: string; ms: number } | null = null;
  const waiting: { before: string; resolve: (ms: number) => void }[] = [];
  const settle = () => {
    for (const each of waiting.splice(0)) {
      if (last !== null && last.token !== each.before) each.resolve(last.ms);
      else waiting.push(each);
    }
  };
  addEventListener(
    'keydown',
    (event) => {
      if (/^[1-7]$/.test(event.key)) pressedAt = event.timeStamp;
    },
    true,
  );
  const shownToken = () =>
    document.querySelector('[data-token][data-shown]')?.getAttribute('data-token') ?? null;
  let seen: string | null = null;
  new MutationObserver(() => {
    const token = shownToken();
    if (token === null || token === seen) return;
    seen = token;
    requestAnimationFrame(() => {
      // A task posted in a frame runs once that frame is painted, this one before any that the app has waiting.
      const painted = () => {
        last = { token, ms: performance.now() - pressedAt };
        settle();
      };
      void scheduler.postTask(painted, { priority: 'user-blocking' });
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-shown'] });
  window.prefloopPainted = (before) =>
    new Promise((resolve) => {
      waiting.push({ before, resolve });
      settle();
    });
}

/**
 * Runs in the page before it, for the variant to compare with: hands out one pair at a time, at once and without any
 * network, so that nothing can be laid out ahead and all that is measured is the drawing.
 */
export function answersOnTheSpot(pairs: { prompt: string; responses: [string, string] }[]): void {
  const real = window.fetch;
  const tokenOf = (n: number) => String(n).padStart(43, 'x');
  let rated = 0;
  const json = (body: unknown) =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/rate/claims')) {
      const pair = pairs[rated] ?? { prompt: '', responses: ['', ''] };
      const [a, b] = pair.responses;
      const answer: ClaimAnswer = {
        tasks: [
          {
            token: tokenOf(rated),
            kind: 'pair',
            sensitive: false,
            expiresAt: new Date(Date.now() + 600_000).toISOString(),
            prompt: { messages: [{ role: 'user', content: pair.prompt }] },
            responses: [{ text: a }, { text: b }],
          },
        ],
        queue: {
          state: 'ready',
          available: 9,
          atLeast: false,
          held: 1,
          doneToday: 0,
          doneInAll: 0,
          reason: null,
          message: null,
          leadNote: null,
          nextFreeAt: null,
          avoidsSensitive: false,
          guidelineVersion: null,
          acknowledgedVersion: null,
        },
        form: {
          version: 1,
          spec: {
            pair: { scale: 7, tie: true, bothGood: false, bothBad: true },
            single: { scale: 'thumbs' },
            ranking: { ties: true, partial: true },
            skipReasons: [],
            flags: [],
            criteria: [],
            editing: false,
            critiquing: false,
            comment: { allowed: true, requiredFor: [] },
          },
        },
      };
      return json(answer);
    }
    const id = /\/rate\/ratings\/([^/]+)$/.exec(pathname)?.[1];
    if (id !== undefined && request.method === 'PUT') {
      const receipt: RatingReceipt = { id, outcome: 'stored', revision: 1, guidelineVersion: null };
      return json(receipt);
    }
    if (pathname.includes('/rate/leases/')) {
      const leases: LeaseRenewal & LeaseRelease = { leases: [], lost: [], released: 0 };
      return json(leases);
    }
    return real(input, init);
  };
  addEventListener(
    'keydown',
    (event) => {
      if (/^[1-7]$/.test(event.key)) rated += 1;
    },
    true,
  );
}
