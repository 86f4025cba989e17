import { createHmac, randomBytes } from 'node:crypto';
import { type Db, schema } from '@prefloop/db';

/** A session of a user, made without a password: the value of its cookie, signed as the server signs it. */
export async function signIn(db: Db, secret: string, userId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db.insert(schema.sessions).values({ userId, token, expiresAt });
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return encodeURIComponent(`${token}.${signature}`);
}
