import { Radio, Stack, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SingleKeysSwitch } from '../../components/single-keys-switch.tsx';

/** Appearance is a setting of the browser, keys are one of the account. */
export function Device() {
  const { t } = useTranslation('account');
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
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
      <SingleKeysSwitch label={t('device.singleKeys')} description={t('device.singleKeysNote')} />
    </Stack>
  );
}
