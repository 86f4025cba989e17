import { mergeThemeOverrides } from '@mantine/core';
import type { TFunction } from 'i18next';
import { theme } from './theme.ts';

/** The theme, with the names of buttons that stand inside of Mantine's own components. */
export function spokenTheme(t: TFunction) {
  const closeButton = { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } };
  return mergeThemeOverrides(theme, {
    components: {
      Modal: closeButton,
      Drawer: closeButton,
      Notification: closeButton,
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('togglePassword') } },
      },
    },
  });
}
