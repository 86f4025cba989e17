import { claimAnswer } from '@prefloop/contract';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp({ pool: { max: 1, connectionTimeoutMillis: 200, lock_timeout: 200 } });
});
afterAll(async () => {
  await test.close();
});

const busy = { statusCode: 503, code: 'OVERLOADED', again: '2' };
const told = (answer: { statusCode: number; json: () => { code: string }; headers: object }) => ({
  statusCode: answer.statusCode,
  code: answer.json().code,
  again: new Headers(JSON.parse(JSON.stringify(answer.headers))).get('retry-after'),
});

it('whoever found no free connection is asked to come again, and then gets what they wanted', async () => {
  const someone = await test.user();
  const held = await test.pool.connect();
  const refused = await someone.get('/v1/me');
  held.release();
  expect(told(refused)).toEqual(busy);
  expect((await someone.get('/v1/me')).statusCode).toBe(200);
});

it('a rating that waited too long for its pair is taken when it is sent again', async () => {
  const project = await test.project();
  const anna = await test.member(project, 'annotator');
  const { taskIds } = await addBatch(test.db, project.id, { tasks: 1 });
  const url = `/v1/projects/${project.slug}/rate`;
  const [task] = claimAnswer.parse((await anna.post(`${url}/claims`, { hold: 1 })).json()).tasks;
  const send = () =>
    anna.put(`${url}/ratings/${id}`, { token: task?.token, verdict: { verdict: 'tie' }, activeMs: 10 });
  const id = v7();
  const other = new Client({ connectionString: test.databaseUrl });
  await other.connect();
  await other.query('begin');
  await other.query('select 1 from tasks where id = $1 for update', [taskIds[0]]);
  const refused = await send();
  await other.query('rollback');
  await other.end();
  expect(told(refused)).toEqual(busy);
  expect((await send()).json()).toMatchObject({ outcome: 'stored', revision: 1 });
});
