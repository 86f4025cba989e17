import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { createTestClient, type TestApp, type TestClient, type TestResponse, type TestUser } from './app.ts';

export const goodPassword = 'otter lamp river nine';

/** What a browser would send back after this answer. */
export function cookieOf(response: TestResponse): string {
  const set = [response.headers['set-cookie'] ?? []].flat();
  return set.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** The secret in a link that the API handed out. */
export function secretOf(response: TestResponse): string {
  const { url } = response.json<{ url: string }>();
  return new URL(url).hash.replace('#token=', '');
}

/** Requests as they come from another machine, which has tries of its own. */
let machines = 0;
export function fromElsewhere(t: TestApp): TestClient {
  machines += 1;
  const remoteAddress = `10.1.${Math.floor(machines / 250)}.${(machines % 250) + 1}`;
  return createTestClient(t.app, {}, { remoteAddress });
}

type Person = TestUser & { password: string };

/** Invited by an admin, then accepting: the way people come in. */
async function invited(t: TestApp, email: string, password: string): Promise<Person> {
  const admin = await t.user({ admin: true });
  const invitation = await admin.post('/v1/invitations', { email, role: 'member' });
  const answer = { secret: secretOf(invitation), name: 'A Newcomer', password };
  const accepted = await fromElsewhere(t).post('/v1/invitations/accept', answer);
  if (accepted.statusCode !== 200) throw new Error(accepted.body);
  const cookie = cookieOf(accepted);
  const { me } = accepted.json<{ me: { id: string; name: string; email: string } }>();
  const { id, name } = me;
  return { id, name, email: me.email, cookie, password, ...createTestClient(t.app, { cookie }) };
}

const hashes = new WeakMap<TestApp, string>();

/** A user with `goodPassword` and an open session. The first one of an app lends the others its hash: hashing is slow. */
export async function newcomer(t: TestApp): Promise<Person> {
  const hash = hashes.get(t);
  if (hash === undefined) {
    const first = await invited(t, 'first.newcomer@people.test', goodPassword);
    const [row] = await t.db.select().from(schema.accounts).where(eq(schema.accounts.userId, first.id));
    if (!row?.password) throw new Error('the first newcomer has no password');
    hashes.set(t, row.password);
    return first;
  }
  const user = await t.user();
  const account = { userId: user.id, accountId: user.id, providerId: 'credential', password: hash };
  await t.db.insert(schema.accounts).values(account);
  return { ...user, password: goodPassword };
}
