import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import type { BatchItem } from '../batches-query.ts';
import { useChangeBatch } from '../use-change-batch.ts';
import classes from './quality.module.css';

/** How often a gold comes, and from which time on a rating is read as too fast. */
export function CheckSettings({ batch }: { batch: BatchItem }) {
  const [percent, setPercent] = useState<number | string>(Math.round(batch.goldRate * 1000) / 10);
  const [seconds, setSeconds] = useState<number | string>(
    batch.minimumActiveMs === null ? '' : batch.minimumActiveMs / 1000,
  );
  const goldRate = Number(percent) / 100;
  const minimumActiveMs = seconds === '' ? null : Math.round(Number(seconds) * 1000);
  const changed = goldRate !== batch.goldRate || minimumActiveMs !== batch.minimumActiveMs;
  const save = useChangeBatch();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ batch: batch.id, change: { goldRate, minimumActiveMs } });
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end" gap="md">
          <NumberInput
            className={classes.setting}
            label="Golds among the pairs"
            description="Of all that one person gets, in percent. 0: none."
            suffix=" %"
            value={percent}
            onChange={setPercent}
            min={0}
            max={50}
            decimalScale={1}
          />
          <NumberInput
            className={classes.setting}
            label="Too fast below"
            description="Seconds on screen. For a hint alone; empty: no hint."
            suffix=" s"
            value={seconds}
            onChange={setSeconds}
            min={0}
            max={600}
            decimalScale={1}
          />
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={!changed || percent === ''}
          >
            Save
          </Button>
        </Group>
        {save.isError ? <ErrorState error={save.error} /> : null}
      </Stack>
    </form>
  );
}
