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

  /** The trainer said nothing for so long that it was ended. */
  hang(silentMs: number, at: { step: number; total: number } | null, logTail: string): Failed {
    const since = at === null ? 'before its first step' : `after step ${at.step} of ${at.total}`;
    const message = `The trainer hung: for ${duration(silentMs)} it said nothing ${since}, and was ended.${placeOf(logTail)}`;
    const hint =
      'The log below tells what each of its threads was doing. If a step may take that long, raise PREFLOOP_HANG_MINUTES.';
    return {
      kind: 'failed',
      outcome: 'failed',
      final: false,
      error: { code: 'TRAINER_HUNG', message, hint },
    };
  },

  /** The trainer is gone without a last word. `oomKilled` is null where the kernel does not tell. */
  crash(
    end: ProgramEnd,
    { stopped, oomKilled, logTail }: { stopped: boolean; oomKilled: boolean | null; logTail: string },
  ): Failed {
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
    if (end.signal === 'SIGKILL' && oomKilled !== false) {
      const message = oomKilled
        ? 'The kernel killed the trainer because memory ran out.'
        : 'The trainer was killed by the system, most likely because memory ran out.';
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

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

/** Where the main thread stood, as Python's faulthandler prints it. */
function placeOf(logTail: string): string {
  const places = [
    ...logTail.matchAll(/^Current thread [^\n]*\n {2}File "(?:[^"\n]*\/)?([^"\n]+)", line (\d+) in (.+)$/gm),
  ];
  const [, file, line, where] = places.at(-1) ?? [];
  return file === undefined ? '' : ` It stood in ${where} (${file}, line ${line}).`;
}
