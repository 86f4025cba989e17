import type { Me } from '@prefloop/contract';
import { type Db, getLanguage } from '@prefloop/db';
import type { Principal } from '../plugins/access.ts';

type Known = Pick<Principal, 'userId' | 'name' | 'email' | 'admin' | 'sessionId'>;

/** Somebody as their own pages and programs know them. */
export async function presentMe(db: Db, { userId, name, email, admin, sessionId }: Known): Promise<Me> {
  return {
    id: userId,
    name,
    email,
    role: admin ? 'admin' : 'member',
    language: await getLanguage(db, userId),
    via: sessionId ? 'session' : 'key',
  };
}
