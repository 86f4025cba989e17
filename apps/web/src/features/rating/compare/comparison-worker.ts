import { compareTexts } from './compare-texts.ts';
import type { ComparisonAnswer, ComparisonRequest } from './comparison-messages.ts';

/** By words and, after that, by sentences: together below what a reader takes for at once. */
const limitMs = 400;

self.addEventListener('message', ({ data: { id, a, b } }: MessageEvent<ComparisonRequest>) => {
  const answer: ComparisonAnswer = { id, comparison: compareTexts(a, b, limitMs) };
  self.postMessage(answer);
});
