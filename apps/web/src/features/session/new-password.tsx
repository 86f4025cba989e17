import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { passwordLength } from '@prefloop/contract';

/** The field for a password that is being chosen; password managers know it by its autocomplete. */
export function NewPasswordInput(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      description={`${passwordLength.min} characters or more. Four unrelated words are easy to keep and hard to guess.`}
      name="new-password"
      autoComplete="new-password"
      {...props}
    />
  );
}
