import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  batchRequests,
  type StatisticsResult,
  statisticsFailure,
  statisticsRequest,
  statisticsResult,
} from '@prefloop/contract';
import { type Program, type ProgramEnd, startStatistics } from '../trainer.ts';

/** The statistics failed for a reason that a person is told. */
export class StatisticsFailed extends Error {
  readonly code: string;
  readonly hint: string;

  constructor({ code, message, hint }: { code: string; message: string; hint: string }) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/**
 * Has the trainer answer one of the questions about a batch, whose votes lie in the folder. Throws
 * `StatisticsFailed`, or the signal's reason when it was stopped by that.
 */
export async function askTrainer(
  question: keyof typeof batchRequests,
  { python, folder, signal }: { python: string; folder: string; signal: AbortSignal },
): Promise<StatisticsResult> {
  const requestPath = join(folder, `${question}.json`);
  const resultPath = join(folder, `${question}.result.json`);
  await writeFile(requestPath, JSON.stringify(statisticsRequest.parse(batchRequests[question])));
  signal.throwIfAborted();
  const program = startStatistics({ python, requestPath, resultPath, logPath: join(folder, 'log') });
  const kill = () => program.stop(0);
  signal.addEventListener('abort', kill, { once: true });
  const end = await program.ended;
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  const content = await readFile(resultPath, 'utf8').then(JSON.parse, () => null);
  if (end.code === 0 && content !== null) return statisticsResult.parse(content);
  const failure = statisticsFailure.safeParse(content);
  throw new StatisticsFailed(failure.success ? failure.data.error : explain(end, program));
}

function explain(end: ProgramEnd, program: Program) {
  const why = end.startError?.message ?? program.logTail().trim().split('\n').slice(-3).join(' ');
  const how = end.signal === null ? `ended with code ${end.code}` : `was ended by ${end.signal}`;
  return {
    code: 'TRAINER_FAILED',
    message: `The statistics ${how} and left no result. ${why.slice(-600)}`.trim(),
    hint: 'Try again. If it comes back, look at the memory of the worker machine and at its log.',
  };
}
