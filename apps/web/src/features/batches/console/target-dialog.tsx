import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { useConsoleSettings } from './use-console-settings.ts';

/** The agreement that a lead wants; kept for the project. */
export function TargetDialog({ target, onClose }: { target: number | null; onClose: () => void }) {
  const [value, setValue] = useState<number | string>(target ?? '');
  const save = useConsoleSettings(onClose);
  return (
    <Modal opened onClose={onClose} title="Target of agreement">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ agreementTarget: value === '' ? null : Number(value) });
        }}
      >
        <Stack>
          <NumberInput
            label="Krippendorff’s alpha"
            description="From 0, as by chance, to 1. Empty: no target. Above 0.8 is called reliable, from 0.67 on good for tentative conclusions; preferences between good answers often stay below."
            value={value}
            onChange={setValue}
            min={0}
            max={1}
            step={0.05}
            decimalScale={2}
            data-autofocus
          />
          {save.isError ? <ErrorState error={save.error} /> : null}
          <Group justify="flex-end" gap="xs">
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
