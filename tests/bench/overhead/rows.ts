import type { PreferenceRow, SftRow } from '@prefloop/contract';

const words =
  'a small red boat went slowly past the old stone bridge while people on both banks were waving'.split(' ');

/** `count` words in an order that `seed` draws: rows of one length, so that batches cost the same in any order. */
function sentence(seed: number, count: number): string {
  return Array.from({ length: count }, (_, n) => words[(seed * 7 + n * (seed + 3)) % words.length]).join(' ');
}

const prompt = (n: number) => [{ role: 'user' as const, content: `Continue: ${sentence(n, 20)}` }];

export function preferenceRows(count: number): PreferenceRow[] {
  return Array.from({ length: count }, (_, n) => ({
    prompt: prompt(n),
    chosen: [{ role: 'assistant', content: sentence(n + 1, 60) }],
    rejected: [{ role: 'assistant', content: sentence(n + 2, 60) }],
    group: String(n),
  }));
}

export function demonstrationRows(count: number): SftRow[] {
  return preferenceRows(count).map(({ prompt, chosen, group }) => ({ prompt, completion: chosen, group }));
}
