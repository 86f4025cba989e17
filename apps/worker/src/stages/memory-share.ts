import type { TrainerEnd, TrainerWarning } from './run-trainer.ts';
import type { AttemptContext } from './stage.ts';

/** Settings that decide how much is in memory at once, and how people say it. */
export type Share<T> = { settings: T; words: string };

/** What an attempt works with, what is said of it, and how a lack of memory ends it. */
export type MemoryShare<T> = {
  settings: T;
  warnings: TrainerWarning[];
  judge: (end: TrainerEnd) => TrainerEnd;
};

/**
 * As much at once as was asked for; after memory ran out, once, `less`: the same work in smaller portions. `less` is
 * null where nothing is left to make smaller. `remedy` names the settings that help where that did not.
 */
export function memoryShare<T>(
  { ranOutOfMemory }: AttemptContext,
  full: Share<T>,
  less: Share<T> | null,
  remedy: string,
): MemoryShare<T> {
  const used = ranOutOfMemory && less ? less : full;
  const next = used === full ? less : null;
  return {
    settings: used.settings,
    warnings:
      used === full
        ? []
        : [
            {
              code: 'LESS_MEMORY',
              message: `An attempt ran out of memory with ${full.words}; it went on with ${used.words}. The result is the same.`,
            },
          ],
    judge(end) {
      if (end.kind !== 'failed' || end.error.code !== 'OUT_OF_MEMORY') return end;
      const { message: detail } = end.error;
      const ranOut = `It ran out of memory with ${used.words}`;
      const error = { ...end.error, hint: remedy };
      if (next === null) return { ...end, final: true, error: { ...error, message: `${ranOut}. ${detail}` } };
      const message = `${ranOut}; it goes on with ${next.words}. ${detail}`;
      return { ...end, final: false, error: { ...error, message } };
    },
  };
}
