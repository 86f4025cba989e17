import { claimAnswer, ratingQueue } from '@prefloop/contract';
import type { Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { useHouse } from '../helpers/house.ts';
import { addBatch } from '../helpers/rating.ts';

const house = useHouse();
let project: Project;
let lead: TestUser;
let anna: TestUser;
let ben: TestUser;
let url: string;

beforeEach(async () => {
  lead = await house.test.user();
  project = await house.test.project({ lead });
  [anna, ben] = [
    await house.test.member(project, 'annotator'),
    await house.test.member(project, 'annotator'),
  ];
  url = `/v1/projects/${project.slug}`;
});

/** Every second task is about something that not everybody wants to read. */
const mixed = (tasks: number, tag = 'sensitive') =>
  addBatch(house.test.db, project.id, {
    tasks,
    texts: (n) => ({
      prompt: `Question ${n}`,
      responses: [`First ${n}`, `Second ${n}`],
      tags: n % 2 === 0 ? [tag] : ['other'],
    }),
  });

const claim = async (who: TestUser, hold = 5) =>
  claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold })).json());
const avoid = async (who: TestUser, on: boolean) =>
  ratingQueue.parse((await who.put(`${url}/rate/sensitive-topics`, { avoid: on })).json());
const numberOf = (task: { prompt: { messages: { content: string }[] } }) =>
  Number(task.prompt.messages[0]?.content.replace('Question ', ''));

describe('a sensitive topic', () => {
  it('is told of with the task, by the tags that the project has for it', async () => {
    await mixed(4);
    const { tasks } = await claim(anna);
    expect(tasks.map((task) => [numberOf(task) % 2 === 0, task.sensitive]).toSorted()).toEqual([
      [false, false],
      [false, false],
      [true, true],
      [true, true],
    ]);
    expect((await lead.patch(url, { sensitiveTags: ['other', 'war'] })).json()).toMatchObject({
      sensitiveTags: ['other', 'war'],
    });
    expect((await claim(anna)).tasks.every((task) => task.sensitive === (numberOf(task) % 2 === 1))).toBe(
      true,
    );
    await lead.patch(url, { sensitiveTags: [] });
    expect((await claim(anna)).tasks.map(({ sensitive }) => sensitive)).toEqual([false, false, false, false]);
  });

  it('goes to others at once when somebody leaves it, and comes again when they take it', async () => {
    await mixed(4);
    const { tasks } = await claim(anna);
    expect(tasks).toHaveLength(4);
    const queue = await avoid(anna, true);
    expect(queue).toMatchObject({ avoidsSensitive: true, held: 2, available: 0 });
    expect((await claim(anna)).tasks.map(({ sensitive }) => sensitive)).toEqual([false, false]);
    const others = (await claim(ben)).tasks;
    // The last ones are shared out among the people at work: at least one of the two.
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ sensitive }) => sensitive)).toBe(true);
    await ben.post(`${url}/rate/leases/release`, { tokens: others.map(({ token }) => token) });
    expect(await avoid(anna, false)).toMatchObject({ avoidsSensitive: false, available: 2 });
    for (const { token } of (await claim(anna)).tasks) {
      await anna.put(`${url}/rate/ratings/${v7()}`, { token, verdict: { verdict: 'tie' }, activeMs: 10 });
    }
    expect((await claim(anna)).tasks.map(({ sensitive }) => sensitive)).toEqual([true, true]);
  });

  it('leaves nobody asking again and again for what they will not get', async () => {
    await addBatch(house.test.db, project.id, {
      tasks: 3,
      texts: (n) => ({ prompt: `Question ${n}`, responses: ['a', 'b'], tags: ['sensitive'] }),
    });
    await avoid(anna, true);
    const { tasks, queue } = await claim(anna);
    expect(tasks).toEqual([]);
    expect(queue).toMatchObject({ state: 'empty', available: 0, reason: 'for-other-people' });
    // What was at hand when they left is still taken.
    await avoid(anna, false);
    const [held] = (await claim(anna, 1)).tasks;
    await avoid(anna, true);
    const late = await anna.put(`${url}/rate/ratings/${v7()}`, {
      token: held?.token,
      verdict: { verdict: 'tie' },
      activeMs: 10,
    });
    expect(late.statusCode).toBe(200);
  });

  it('takes no more than one kind of tag twice, and only from leads', async () => {
    expect((await lead.patch(url, { sensitiveTags: ['war', 'war'] })).body).toContain('names a tag twice');
    expect((await anna.patch(url, { sensitiveTags: [] })).statusCode).toBe(403);
  });
});
