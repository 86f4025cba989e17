import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { apiService, workerService } from '@prefloop/cli/services';
import { migrate } from '@prefloop/db';
import { type ApiClient, createClient, ok } from '@prefloop/sdk';
import { startProgram, startServer } from '../../helpers/program.ts';

export type Platform = {
  /** Address of the API. */
  url: string;
  databaseUrl: string;
  dataFolder: string;
  apiPid: number;
  /** Of an admin with a key that may read and write. */
  key: string;
  client: ApiClient;
  close: () => Promise<void>;
};

const email = 'bench@people.test';

/**
 * A deployment as `npm start` makes one, in a folder of its own: embedded Postgres that flushes every commit, the API
 * and, if wanted, a worker as processes, reached over HTTP alone.
 */
export async function startPlatform({ worker }: { worker: boolean }): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: folder });
    undo.push(() => postgres.stop());
    await migrate(postgres.url);
    const password = randomBytes(16).toString('hex');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const deployment = {
      databaseUrl: postgres.url,
      dataDir: folder,
      secret: randomBytes(32).toString('hex'),
      address: { host: '127.0.0.1', port, url, note: null },
      webRoot: null,
    };
    const { args, env } = apiService(deployment, false);
    const admin = { PREFLOOP_INIT_ADMIN_EMAIL: email, PREFLOOP_INIT_ADMIN_PASSWORD: password };
    const api = await startServer({ args, env: { ...env, ...admin } }, url);
    undo.push(api.stop);
    if (worker) undo.push(startProgram(workerService(deployment, false)).stop);
    const key = await makeKey(url, password);
    const client = createClient({ baseUrl: url, headers: { authorization: `Bearer ${key}` } });
    return {
      url,
      databaseUrl: postgres.url,
      dataFolder: folder,
      apiPid: api.pid,
      key,
      client,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeKey(baseUrl: string, password: string): Promise<string> {
  const stranger = createClient({ baseUrl });
  const { response } = await stranger.POST('/v1/session', { body: { email, password } });
  const cookie = response.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const admin = createClient({ baseUrl, headers: { cookie } });
  const { key } = await ok(admin.POST('/v1/me/keys', { body: { name: 'bench', scopes: ['read', 'write'] } }));
  return key;
}
