import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { apiService } from '@prefloop/cli/services';
import { buildWeb } from '@prefloop/cli/web-build';
import { createProject, migrate, openDatabase, schema } from '@prefloop/db';
import { v7 } from 'uuid';
import { startServer } from '../../helpers/program.ts';
import { addBatch } from '../../helpers/rating.ts';
import { signIn } from '../platform/sign-in.ts';

const secret = randomBytes(32).toString('hex');

export type House = Awaited<ReturnType<typeof openHouse>>;
export type Seat = Awaited<ReturnType<House['seat']>>;

/** The built web app and the API as a process of its own, which can be killed and started again on the same port. */
export async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  await migrate(postgres.url);
  const opened = openDatabase(postgres.url, { max: 4 });
  const webRoot = await buildWeb({ signal: new AbortController().signal, onBuild: () => undefined });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const address = { host: '127.0.0.1', port, url, note: null };
  const api = apiService({ databaseUrl: postgres.url, dataDir: folder, secret, address, webRoot }, false);
  let server = await startServer(api, url);
  return {
    url,
    db: opened.db,
    pool: opened.pool,
    killServer: () => server.stop(),
    async startServer() {
      server = await startServer(api, url);
    },

    /** An annotator of a project of their own, and a second one for whatever they lose. */
    async seat(name: string, tasks: number) {
      const people = await Promise.all(
        [name, `${name} too`].map(async (each) => {
          const id = v7();
          await opened.db.insert(schema.users).values({ id, name: each, email: `${id}@people.test` });
          return id;
        }),
      );
      const [person = '', other = ''] = people;
      const project = await createProject(opened.db, { slug: name, name, createdBy: other });
      if (!project) throw new Error(`the slug ${name} is taken`);
      await opened.db
        .insert(schema.memberships)
        .values({ projectId: project.id, userId: person, role: 'annotator' });
      await addBatch(opened.db, project.id, { tasks });
      const cookieOf = async (id: string) => ({
        name: 'prefloop.session_token',
        value: await signIn(opened.db, secret, id),
        url,
      });
      return { project, person, cookie: () => cookieOf(person), otherCookie: () => cookieOf(other) };
    },

    async close(): Promise<void> {
      await server.stop();
      await opened.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
