import { passwordFault, passwordLength } from '@prefloop/contract';
import type { TFunction } from 'i18next';

/** Why a password is refused, as a sentence; null when it is good. */
export function explainPassword(
  password: string,
  owner: { email: string; name: string },
  t: TFunction<'session'>,
): string | null {
  const fault = passwordFault(password, owner);
  return fault && t(`password.${fault}`, passwordLength);
}
