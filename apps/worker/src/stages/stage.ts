import type { succeedRun } from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import type { RunSession } from '../run-session.ts';

/** What is written of the version that a run publishes. */
export type Publication = NonNullable<Parameters<typeof succeedRun>[2]['publish']>;

/** How the work of one attempt ended. `stopped`: the session's signal fired. */
export type StageEnd =
  | {
      kind: 'succeeded';
      progress?: Record<string, unknown>;
      publish?: Publication;
      logTail?: string;
      /** Clears up once the end is stored or refused; called whichever it was. */
      after?: () => Promise<void>;
    }
  | {
      kind: 'failed';
      error: { code: string; message: string; hint?: string };
      outcome: 'failed' | 'diverged';
      /** Another try cannot mend it. */
      final: boolean;
      logTail?: string;
    }
  | { kind: 'stopped'; logTail?: string };

/** Where an attempt goes on from. `step` is the last one whose metrics still hold. */
export type Resume = { from: string | null; step: number | null };

export type AttemptContext = {
  deps: WorkerDeps;
  session: RunSession;
  attempt: number;
  /** The attempt's own folder; it exists. */
  folder: string;
  resume: Resume;
  cudaDevices: string | undefined;
  /** An attempt before this one did: it is to hold less in memory at once. */
  ranOutOfMemory: boolean;
};

/** What one method does with a claimed run. A method is one file beside this one and one line in `stages.ts`. */
export type Stage = {
  findResume: (deps: WorkerDeps, session: RunSession) => Promise<Resume>;
  work: (context: AttemptContext) => Promise<StageEnd>;
};
