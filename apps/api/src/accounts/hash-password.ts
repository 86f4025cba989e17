import { AppError, passwordProblem } from '@prefloop/contract';
import type { Auth } from '../auth.ts';

/** The hash of a password that the rules accept. Throws PASSWORD_REFUSED with the reason. */
export async function hashPassword(
  auth: Auth,
  password: string,
  owner: { email: string; name: string },
  field = 'password',
): Promise<string> {
  const problem = passwordProblem(password, owner);
  if (problem) {
    throw new AppError('PASSWORD_REFUSED', {
      message: problem,
      issues: [{ path: `body/${field}`, message: problem }],
    });
  }
  const context = await auth.$context;
  return context.password.hash(password);
}
