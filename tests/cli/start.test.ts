import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort, portIsFree } from '@prefloop/cli/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killAll, makeFolder, prefloop, readStart, survivors, wholeTree } from './command-line.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let dataDir: string;

beforeEach(async () => {
  folder = await makeFolder();
  dataDir = join(folder.path, 'data');
});

afterEach(() => folder.remove());

async function startHere(...args: string[]) {
  const running = await prefloop(folder.path, ['start', '--data', dataDir, ...args]);
  await running.printed('Ctrl-C stops it.');
  return { running, ...(await readStart(dataDir)) };
}

test('a start on an empty folder answers, hands out an admin link once, and Ctrl-C leaves nothing running', async () => {
  const port = await freePort();
  const { running, url } = await startHere('--port', String(port));
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(running.output()).toMatch(new RegExp(`${url}/setup#token=[\\w-]{43}\\b`));
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  const second = await prefloop(folder.path, ['start', '--data', dataDir]);
  const attached = await second.ended;
  expect(attached.code).toBe(0);
  expect(attached.output).toContain(`already runs on ${dataDir}`);
  expect(attached.output).toContain(`${url}\n`);

  const status = await (await prefloop(folder.path, ['status', '--json', '--data', dataDir])).ended;
  const tree = await wholeTree(dataDir);
  expect(JSON.parse(status.output)).toMatchObject({ running: true, url, pid: tree[0] });

  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
  expect(await survivors(tree)).toEqual([]);
  expect(await portIsFree(port)).toBe(true);
  const after = await (await prefloop(folder.path, ['status', '--data', dataDir])).ended;
  expect(after.code).toBe(1);
});

test('of two starts at the same moment one runs and the other attaches', async () => {
  const starts = await Promise.all([1, 2].map(() => prefloop(folder.path, ['start', '--data', dataDir])));
  const first = await Promise.race(starts.map(async (running) => ({ running, ...(await running.ended) })));
  expect(first).toMatchObject({ code: 0, output: expect.stringContaining('already runs on') });
  const winner = starts.find((running) => running !== first.running);
  await winner?.printed('Ctrl-C stops it.');
  expect((await readStart(dataDir)).owner.pid).toBe(winner?.child.pid);
  winner?.child.kill('SIGTERM');
  expect((await winner?.ended)?.code).toBe(0);
});

test('after kill -9 of the whole tree a start works on the same data', async () => {
  const first = await startHere();
  const database = first.processes.postgres?.pid;
  killAll(await wholeTree(dataDir));
  await first.running.ended;

  const second = await startHere();
  expect(second.processes.postgres?.pid).not.toBe(database);
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  second.running.child.kill('SIGTERM');
  expect((await second.running.ended).code).toBe(0);
});

test('when the start alone is killed, what it ran ends by itself', async () => {
  const { running } = await startHere();
  const tree = await wholeTree(dataDir);
  running.child.kill('SIGKILL');
  expect(await survivors(tree)).toEqual([]);
});

test('what a start left running, guards killed too, is ended by the next one', async () => {
  const first = await startHere();
  const tree = await wholeTree(dataDir);
  const services = Object.values(first.processes).map(({ pid }) => pid);
  killAll(tree.filter((pid) => !services.includes(pid)));
  await first.running.ended;

  const second = await startHere();
  expect(second.running.output()).toContain(`api (pid ${first.processes.api?.pid})`);
  expect(await survivors(services)).toEqual([]);
  const stop = await (await prefloop(folder.path, ['stop', '--data', dataDir])).ended;
  expect(stop).toMatchObject({ code: 0, output: 'Stopped.\n' });
  expect((await second.running.ended).code).toBe(0);
});

test('a killed API or database comes back under the same address', async () => {
  const { running, url, processes } = await startHere();
  for (const name of ['api', 'postgres']) {
    const before = (await readStart(dataDir)).processes[name]?.pid;
    expect(before).toBe(processes[name]?.pid);
    if (before !== undefined) process.kill(before, 'SIGKILL');
    await running.printed(name === 'api' ? '[api] ended' : 'Postgres ended');
    await expect
      .poll(async () => (await readStart(dataDir)).processes[name]?.pid, { timeout: 120_000 })
      .not.toBe(before);
    await expect.poll(() => readyStatus(url), { timeout: 120_000 }).toBe(200);
  }
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
});

test('a port that was asked for and is taken is refused; the usual one gives way to the next', async () => {
  const port = await freePort();
  const taken = await listen(port);
  const refused = await (await prefloop(folder.path, ['start', '--data', dataDir, '--port', String(port)]))
    .ended;
  taken.close();
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`Port ${port} on 127.0.0.1 is taken`);
  expect(refused.output).toContain('Choose another with --port');

  // Whether the usual port is taken by us or was taken before makes no difference.
  const usual = (await portIsFree(4310)) ? await listen(4310) : null;
  const { running, url } = await startHere();
  usual?.close();
  expect(running.output()).toMatch(/Port 4310 is taken; using \d+\./);
  expect(url).not.toBe('http://127.0.0.1:4310');
  running.child.kill('SIGINT');
  await running.ended;
});

/** The status of /readyz, or null while nobody answers. */
async function readyStatus(url: string | null): Promise<number | null> {
  return fetch(`${url}/readyz`).then(
    (response) => response.status,
    () => null,
  );
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
