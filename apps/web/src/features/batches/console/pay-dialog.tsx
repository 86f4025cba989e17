import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';

import { type PayRate, payRate } from '@prefloop/contract';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { useConsoleSettings } from './use-console-settings.ts';

/** What an hour or a rating is worth; kept for the project. */
export function PayDialog({ rate, onClose }: { rate: PayRate | null; onClose: () => void }) {
  const [unit, setUnit] = useState<PayRate['unit']>(rate?.unit ?? 'hour');
  const [amount, setAmount] = useState(rate?.rate ?? '');
  const [currency, setCurrency] = useState(rate?.currency ?? 'EUR');
  const [tried, setTried] = useState(false);
  const save = useConsoleSettings(onClose);
  const parsed = payRate.safeParse({ unit, rate: amount.trim(), currency: currency.trim().toUpperCase() });
  const fault = (field: 'rate' | 'currency') =>
    tried ? parsed.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  return (
    <Modal opened onClose={onClose} title="Rate of pay">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (parsed.success) save.mutate({ pay: parsed.data });
        }}
      >
        <Stack>
          <div>
            <Text size="sm" id="pay-unit" mb={2}>
              Paid by the
            </Text>
            <SegmentedControl
              aria-labelledby="pay-unit"
              value={unit}
              onChange={(value) => setUnit(value === 'rating' ? 'rating' : 'hour')}
              data={[
                { value: 'hour', label: 'Active hour' },
                { value: 'rating', label: 'Rating' },
              ]}
            />
          </div>
          <TextInput
            label="Rate"
            description="With a point, at most four digits after it: 15.50"
            inputMode="decimal"
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
            error={fault('rate')}
            data-autofocus
          />
          <TextInput
            label="Currency"
            description="Its code of three letters: EUR, USD, JPY"
            value={currency}
            maxLength={3}
            onChange={(event) => setCurrency(event.currentTarget.value)}
            error={fault('currency')}
          />
          {save.isError ? <ErrorState error={save.error} /> : null}
          <Group justify="flex-end" gap="xs">
            {rate ? (
              <Button variant="default" mr="auto" onClick={() => save.mutate({ pay: null })}>
                Take it back
              </Button>
            ) : null}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
