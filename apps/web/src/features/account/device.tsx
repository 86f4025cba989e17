import { Radio, Stack, Switch, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../lib/rating-keys.ts';

/** Appearance is a setting of the browser, keys are one of the account. */
export function Device() {
  const { t } = useTranslation('account');
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  const { on, own, save } = useRatingKeys();
  return (
    <Stack gap="lg">
      <Radio.Group
        label={t('device.appearance')}
        value={colorScheme}
        onChange={(value) => {
          if (value === 'light' || value === 'dark' || value === 'auto') setColorScheme(value);
        }}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="auto" label={t('device.auto')} />
          <Radio value="light" label={t('device.light')} />
          <Radio value="dark" label={t('device.dark')} />
        </Stack>
      </Radio.Group>
      <Switch
        label={t('device.singleKeys')}
        description={t('device.singleKeysNote')}
        checked={on}
        onChange={(event) => save({ on: event.currentTarget.checked, own })}
      />
    </Stack>
  );
}
