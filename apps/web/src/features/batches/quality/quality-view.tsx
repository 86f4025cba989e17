import { Stack } from '@mantine/core';
import type { BatchItem } from '../batches-query.ts';
import { CheckSettings } from './check-settings.tsx';
import { Checks } from './checks.tsx';
import { PeopleView } from './people-view.tsx';

/** What a lead looks after in a batch: whom to trust, and the checks that tell. */
export function QualityView({ batch }: { batch: BatchItem }) {
  return (
    <Stack gap="lg">
      <PeopleView batch={batch} />
      {batch.taskKind === 'pair' ? (
        <Checks batch={batch}>
          <CheckSettings batch={batch} />
        </Checks>
      ) : null}
    </Stack>
  );
}
