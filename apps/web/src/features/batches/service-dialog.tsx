import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { AudienceFields, type Reach } from './audience-fields.tsx';
import type { BatchItem } from './batches-query.ts';
import { OrderFields } from './order-fields.tsx';
import { useChangeBatch } from './use-change-batch.ts';

/** Changes who rates a batch that is out already, and in which order it is served. */
export function ServiceDialog({ batch, onClose }: { batch: BatchItem; onClose: () => void }) {
  const { audience, perPerson, strategy, priority, leaseMinutes } = batch;
  const [reach, setReach] = useState<Reach>({ audience, perPerson });
  const [order, setOrder] = useState({ strategy, priority });
  const [minutes, setMinutes] = useState<number | string>(leaseMinutes);
  const change = useChangeBatch();
  return (
    <Modal opened onClose={onClose} title="Who rates it, and when">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const held = typeof minutes === 'number' ? { leaseMinutes: minutes } : {};
          change.mutate({ batch: batch.id, change: { ...reach, ...order, ...held } }, { onSuccess: onClose });
        }}
      >
        <Stack>
          <AudienceFields reach={reach} onChange={setReach} />
          <OrderFields order={order} onChange={setOrder} pairs={batch.taskKind === 'pair'} />
          <NumberInput
            label="Kept for one person"
            description="Minutes without a sign of life, after which a task goes to somebody else."
            value={minutes}
            onChange={setMinutes}
            min={1}
            max={1440}
            allowDecimal={false}
            required
          />
          {change.isError ? <ErrorState error={change.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Keep
            </Button>
            <Button type="submit" loading={change.isPending} disabled={minutes === ''}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
