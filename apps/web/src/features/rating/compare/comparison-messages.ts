import type { Comparison } from './compare-texts.ts';

/** What goes to the worker that compares, and what comes back under the same number. */
export type ComparisonRequest = { id: number; a: string; b: string };
export type ComparisonAnswer = { id: number; comparison: Comparison | null };
