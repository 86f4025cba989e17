import { Radio, Stack, Switch, useMantineColorScheme } from '@mantine/core';
import { useRatingKeys } from '../../lib/rating-keys.ts';

/** Appearance is a setting of the browser, keys are one of the account. */
export function Device() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  const { on, own, save } = useRatingKeys();
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
        description="Letters and digits rate, skip and open, outside of text fields. On the rating screen, ? lists them and changes them. Ctrl or Cmd with K always opens the palette."
        checked={on}
        onChange={(event) => save({ on: event.currentTarget.checked, own })}
      />
    </Stack>
  );
}
