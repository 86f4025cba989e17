import { randomBytes } from 'node:crypto';

/** What a browser knows a task by: 256 random bits, made from no row. */
export function makeLeaseToken(): string {
  return randomBytes(32).toString('base64url');
}
