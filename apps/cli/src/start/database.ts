import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/postgres.ts';
import { sendSignal } from '../process/end-process.ts';
import { identify, type ProcessIdentity } from '../process/identity.ts';

export interface StartedDatabase {
  url: string;
  stop(): Promise<void>;
  /** Immediate shutdown; what was committed is recovered from the log at the next start. */
  kill(): void;
}

export interface DatabaseHooks {
  onSpawn(identity: ProcessIdentity): void;
  onNote(text: string): void;
  /** It ended and could not be brought back where it was. */
  onLost(error: unknown): void;
}

const maxRestarts = 5;

/** Our own Postgres, started again when it ends unasked; it keeps its port, so its clients find it again. */
export async function startDatabase(dataDir: string, hooks: DatabaseHooks): Promise<StartedDatabase> {
  let stopping = false;
  let server = await launch(dataDir, hooks);
  const { url } = server;
  let ended = watch(server, maxRestarts);

  async function watch(current: EmbeddedPostgres, restartsLeft: number): Promise<void> {
    const { code, signal } = await current.exited;
    if (stopping) return;
    hooks.onNote(`Postgres ended (${signal ?? `exit code ${code}`}); starting it again.`);
    try {
      if (restartsLeft === 0) throw new Error('Postgres keeps ending');
      server = await launch(dataDir, hooks);
      if (server.url !== url) throw new Error('Postgres had to move to another port');
      ended = watch(server, restartsLeft - 1);
    } catch (error) {
      hooks.onLost(
        new Error(`The database is lost; see ${join(dataDir, 'postgres.log')}.`, { cause: error }),
      );
    }
  }

  return {
    url,
    async stop() {
      stopping = true;
      await server.stop();
      await ended;
    },
    kill() {
      stopping = true;
      sendSignal(server.pid, 'SIGQUIT');
    },
  };
}

async function launch(dataDir: string, hooks: DatabaseHooks): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  const identity = await identify(server.pid);
  if (identity !== null) hooks.onSpawn(identity);
  return server;
}
