import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { passwordLength } from '@prefloop/contract';
import { useTranslation } from 'react-i18next';

/** The field for a password that is being chosen; password managers know it by its autocomplete. */
export function NewPasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation('session');
  return (
    <PasswordInput
      label={t('fields.password')}
      description={t('fields.passwordHint', { min: passwordLength.min })}
      name="new-password"
      autoComplete="new-password"
      {...props}
    />
  );
}
