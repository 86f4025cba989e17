import { Stack } from '@mantine/core';
import { CloneChanges } from './clone-changes.tsx';
import { useLaunchContext } from './launch-context.ts';
import { Preflight } from './preflight.tsx';
import { RunDocument } from './run-document.tsx';
import type { Launch, PreflightShown } from './runs-query.ts';

type Props = {
  /** What the form says, null while something is not chosen. */
  launch: Launch | null;
  preflight: { data: PreflightShown | undefined; error: unknown; isFetching: boolean };
};

/** What stands beside a launch form: what it was cloned from, what it would do, and the document that says the same. */
export function LaunchAside({ launch, preflight }: Props) {
  const { original } = useLaunchContext();
  return (
    <Stack>
      {original && launch ? <CloneChanges original={original} launch={launch} /> : null}
      <Preflight query={preflight} chosen={launch !== null} />
      <RunDocument text={(launch !== null && preflight.data?.document) || ''} />
    </Stack>
  );
}
