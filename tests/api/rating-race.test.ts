import { claimAnswer } from '@prefloop/contract';
import { checkInvariants, openDatabase } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  test = await createTestApp();
  opened = openDatabase(test.databaseUrl, { max: 2 });
});
afterAll(async () => {
  await opened.close();
  await test.close();
});

/** Rates until nothing is left. A tenth of the tasks is dropped as by a dead client, another tenth sent twice. */
async function race(who: TestUser, url: string, drop: (token: string) => Promise<unknown>): Promise<number> {
  let sent = 0;
  for (;;) {
    const answer = await who.post(`${url}/claims`, { hold: 1 + (sent % 3) });
    expect(answer.statusCode, answer.body).toBe(200);
    const { tasks } = claimAnswer.parse(answer.json());
    if (tasks.length === 0) return sent;
    for (const { token } of tasks) {
      if (Math.random() < 0.1) {
        await drop(token);
        continue;
      }
      const rating = `${url}/ratings/${v7()}`;
      const body = { token, verdict: { verdict: 'preference', strength: 2 }, activeMs: 10 };
      const times = Math.random() < 0.1 ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: times }, () => who.put(rating, body)));
      for (const one of answers) expect(one.statusCode, one.body).toBe(200);
      sent += 1;
    }
  }
}

it('lets fifty people race for 2,000 ratings: none too many, none twice, none lost', async () => {
  const project = await test.project();
  const overlap = 2;
  const batch = await addBatch(test.db, project.id, { tasks: 1_000, overlap });
  const url = `/v1/projects/${project.slug}/rate`;
  const people = await Promise.all(Array.from({ length: 50 }, () => test.member(project, 'annotator')));
  const drop = (token: string) =>
    opened.pool.query(`update leases set expires_at = now() - interval '1 s' where token = $1`, [token]);
  const sent = await Promise.all(people.map((who) => race(who, url, drop)));
  // Tasks that were dropped last are still with those who dropped them.
  const rest = await Promise.all(people.map((who) => race(who, url, async () => {})));
  const total = [...sent, ...rest].reduce((sum, n) => sum + n, 0);

  expect(await checkInvariants(opened.pool)).toEqual([]);
  const { rows } = await opened.pool.query(
    `select
       (select count(*)::int from tasks where batch_id = $1 and done + reserved > overlap) as over,
       (select sum(done)::int from tasks where batch_id = $1) as done,
       (select count(*)::int from ratings where batch_id = $1) as ratings,
       (select count(*)::int from ratings where batch_id = $1 and counted) as counted,
       (select count(*)::int from ratings where batch_id = $1 and surplus) as surplus,
       (select count(*)::int from rating_revisions v join ratings r on r.id = v.rating_id
         where r.batch_id = $1) as revisions,
       (select count(*)::int from (select 1 from ratings where batch_id = $1
         group by task_id, annotator_id having count(*) > 1) as twice) as twice`,
    [batch.id],
  );
  expect(rows).toEqual([
    { over: 0, done: 2_000, ratings: total, counted: 2_000, surplus: 0, revisions: total, twice: 0 },
  ]);
  expect(total).toBe(2_000);
}, 240_000);
