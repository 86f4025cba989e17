import { Alert } from '@mantine/core';
import type { RunShown } from './runs-query.ts';

type Warning = NonNullable<RunShown['progress']['warnings']>[number];

/** Whether a warning is that of a guard that ended its run: it stands in a place of its own. */
export function isGuardsEnd({ code }: Pick<Warning, 'code'>): boolean {
  return code === 'GUARD_STOPPED';
}

/** Why a guard ended the run; undefined where none did. */
export function guardEnded(run: RunShown): string | undefined {
  return run.progress.warnings?.find(isGuardsEnd)?.message;
}

/** That a guard ended the run before its last step, why, and what was published. */
export function GuardNotice({ run }: { run: RunShown }) {
  const message = guardEnded(run);
  if (message === undefined) return null;
  return (
    <Alert color="yellow" title="The guard ended this run" role="group" aria-label="The guard ended this run">
      {message}
    </Alert>
  );
}
