import { createHmac, randomBytes } from 'node:crypto';
import { claimAnswer, ratingReceipt } from '@prefloop/contract';
import { createProject, type Db, schema } from '@prefloop/db';
import { v7 } from 'uuid';
import { addBatch } from '../../helpers/rating.ts';
import { createHttp } from './load.ts';

export const secret = randomBytes(32).toString('hex');

/** A user of the project with a session in the database, and the cookie that a browser would send. */
async function openSession(db: Db, projectId: string, n: number): Promise<string> {
  const id = v7();
  const token = randomBytes(24).toString('base64url');
  await db.insert(schema.users).values({ id, name: `Person ${n}`, email: `${id}@people.test` });
  await db.insert(schema.memberships).values({ projectId, userId: id, role: 'annotator' });
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db.insert(schema.sessions).values({ userId: id, token, expiresAt });
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `prefloop.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** Somebody who is signed in, as their browser speaks for them. */
export interface Person {
  /** Tokens of all that they hold once it is `hold` of them. */
  claim(hold: number): Promise<string[]>;
  /** The id of the rating that the server took. */
  submit(token: string): Promise<string>;
}

/** A project with one released batch and signed-in people. */
export async function seatPeople(
  db: Db,
  base: string,
  { people: seats, tasks, overlap }: { people: number; tasks: number; overlap: number },
): Promise<{ batchId: string; people: Person[]; counts: { refused: number }; close: () => void }> {
  const slug = `bench-${seats}`;
  const owner = v7();
  await db.insert(schema.users).values({ id: owner, name: 'Lead', email: `${owner}@people.test` });
  const project = await createProject(db, { slug, name: slug, createdBy: owner });
  if (!project) throw new Error(`the slug ${slug} is taken`);
  const answer = 'A sentence of an answer that a person has to read with some care. '.repeat(15);
  const { id: batchId } = await addBatch(db, project.id, {
    tasks,
    overlap,
    texts: (n) => ({
      prompt: `Question ${n}: ${answer.slice(0, 200)}`,
      responses: [`A${n} ${answer}`, `B${n} ${answer}`],
    }),
  });
  const http = createHttp(base, seats);
  const url = `/v1/projects/${slug}/rate`;
  const people: Person[] = [];
  for (let n = 0; n < seats; n += 1) {
    const headers = { cookie: await openSession(db, project.id, n) };
    people.push({
      claim: async (hold) => {
        const claimed = claimAnswer.parse(await http.send('POST', `${url}/claims`, headers, { hold }));
        return claimed.tasks.map((task) => task.token);
      },
      submit: async (token) => {
        const verdict = { verdict: 'preference', strength: n % 2 === 0 ? -2 : 1 };
        const body = { token, verdict, activeMs: 5_000 };
        return ratingReceipt.parse(await http.send('PUT', `${url}/ratings/${v7()}`, headers, body)).id;
      },
    });
  }
  return { batchId, people, counts: http.counts, close: http.close };
}
