import { Alert } from '@mantine/core';
import type { RunShown } from './runs-query.ts';

/** What a guard says of the run that it ended; it stands in a place of its own. */
export const guardStopped = 'GUARD_STOPPED';

/** That a guard ended the run before its last step, why, and what was published. */
export function GuardNotice({ run }: { run: RunShown }) {
  const told = run.progress.warnings?.find(({ code }) => code === guardStopped);
  if (!told) return null;
  return (
    <Alert color="yellow" title="The guard ended this run" role="group" aria-label="The guard ended this run">
      {told.message}
    </Alert>
  );
}
