import { Radio, Stack, Switch, useMantineColorScheme } from '@mantine/core';
import { singleKeys } from '../../lib/device.ts';
import { useStore } from '../../lib/store.ts';

/** Appearance and keys: settings of the browser, not of the account. */
export function Device() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  const keys = useStore(singleKeys);
  return (
    <Stack gap="lg">
      <Radio.Group
        label="Appearance"
        value={colorScheme}
        onChange={(value) => {
          if (value === 'light' || value === 'dark' || value === 'auto') setColorScheme(value);
        }}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="auto" label="As the system has it" />
          <Radio value="light" label="Light" />
          <Radio value="dark" label="Dark" />
        </Stack>
      </Radio.Group>
      <Switch
        label="Single keys act"
        description="Letters and digits rate, skip and open, outside of text fields. Ctrl or Cmd with K always opens the palette."
        checked={keys === 'on'}
        onChange={(event) => singleKeys.set(event.currentTarget.checked ? 'on' : 'off')}
      />
    </Stack>
  );
}
