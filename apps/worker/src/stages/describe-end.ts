import type { TrainerEvent, TrainerFailureCode } from '@prefloop/contract';
import type { ProgramEnd } from '../trainer.ts';
import type { StageEnd } from './stage.ts';

type Failed = Omit<Extract<StageEnd, { kind: 'failed' }>, 'logTail'>;

/** Failures that a second try can mend; any other would only fail again. */
const worthAnotherTry = new Set<TrainerFailureCode>(['CHECKPOINT_INVALID', 'PARENT_GONE', 'INTERNAL']);

/** How an attempt's end is told. */
export const describeEnd = {
  /** The trainer said itself why it failed. */
  failure({ code, message, hint }: Extract<TrainerEvent, { kind: 'failed' }>): Failed {
    return {
      kind: 'failed',
      error: { code, message, hint },
      outcome: code === 'DIVERGED' ? 'diverged' : 'failed',
      final: !worthAnotherTry.has(code),
    };
  },

  /** The trainer is gone without a last word. */
  crash(end: ProgramEnd, stopped: boolean, logTail: string): Failed {
    const failed = { kind: 'failed', outcome: 'failed', final: false } as const;
    if (end.startError) {
      const message = `The trainer could not be started: ${end.startError.message}`;
      const hint = 'Check the interpreter in PREFLOOP_PYTHON, or leave it unset.';
      return { ...failed, error: { code: 'TRAINER_FAILED', message, hint } };
    }
    if (stopped) {
      const message = 'The trainer was told to stop by something else than this platform.';
      return { ...failed, error: { code: 'TRAINER_FAILED', message, hint: 'The run is tried again.' } };
    }
    if (end.signal === 'SIGKILL') {
      const message = 'The trainer was killed by the system, most likely because memory ran out.';
      const hint =
        'Lower the micro-batch (or the token budget) or the maximal length, or give the machine more memory.';
      return { ...failed, error: { code: 'OUT_OF_MEMORY', message, hint } };
    }
    const how = end.signal === null ? `with exit code ${end.code ?? '?'}` : `by ${end.signal}`;
    const line = logTail.trim().split('\n').at(-1)?.slice(0, 500) ?? '';
    const message = `The trainer ended ${how} without saying why${line === '' ? '.' : `: ${line}`}`;
    return { ...failed, error: { code: 'TRAINER_FAILED', message, hint: 'The end of its output is below.' } };
  },
};
