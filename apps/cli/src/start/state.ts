import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { identify, isAlive } from '../process/identity.ts';

const identity = z.object({ pid: z.int().positive(), started: z.string() });

const state = z.object({
  owner: identity,
  /** Null until the API answers. */
  url: z.string().nullable(),
  databaseUrl: z.string().nullable(),
  processes: z.record(z.string(), identity),
});

/** What runs on a data folder, kept in its `start.json`: the lock of `start`, and the memory of it after a crash. */
export type StartState = z.infer<typeof state>;

export interface StartLock {
  update(change: Partial<Omit<StartState, 'owner'>>): Promise<void>;
  release(): Promise<void>;
}

export type Claim =
  | { kind: 'claimed'; lock: StartLock; previous: StartState | null }
  | { kind: 'running'; state: StartState };

function stateFile(dataDir: string): string {
  return join(dataDir, 'start.json');
}

export async function readState(dataDir: string): Promise<StartState | null> {
  const text = await readFile(stateFile(dataDir), 'utf8').catch(() => null);
  return text === null ? null : parseState(text);
}

function parseState(text: string): StartState | null {
  try {
    return state.parse(JSON.parse(text));
  } catch {
    // Torn by a crash of the machine: it names nothing that can still run.
    return null;
  }
}

/**
 * Takes the data folder for this process, or answers who has it. The file appears with its content by a hard link,
 * so a second start never reads half of it; one left by a dead start is moved away first.
 */
export async function claimDataFolder(dataDir: string): Promise<Claim> {
  const owner = await identify(process.pid);
  if (owner === null) throw new Error('this process cannot be identified');
  let previous: StartState | null = null;
  for (;;) {
    const mine: StartState = { owner, url: null, databaseUrl: null, processes: {} };
    if (await createExclusively(stateFile(dataDir), mine)) {
      return { kind: 'claimed', lock: makeLock(dataDir, mine), previous };
    }
    const found = await readState(dataDir);
    if (found !== null && (await isAlive(found.owner))) return { kind: 'running', state: found };
    previous = found ?? previous;
    await removeStale(dataDir);
  }
}

/** Moves the file away before it goes: if a faster start put its own there meanwhile, it is put back. */
async function removeStale(dataDir: string): Promise<void> {
  const aside = join(dataDir, `.start-stale-${process.pid}`);
  await rename(stateFile(dataDir), aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const moved = await readFile(aside, 'utf8').catch(() => null);
  const parsed = moved === null ? null : parseState(moved);
  if (parsed !== null && (await isAlive(parsed.owner))) {
    await link(aside, stateFile(dataDir)).catch(() => {
      // Its owner has written it anew already.
    });
  }
  await rm(aside, { force: true });
}

function makeLock(dataDir: string, initial: StartState): StartLock {
  let current = initial;
  let writing: Promise<void> = Promise.resolve();
  return {
    update(change) {
      current = { ...current, ...change };
      const next = current;
      writing = writing.then(() => replaceFile(stateFile(dataDir), next));
      return writing;
    },
    async release() {
      await writing;
      await rm(stateFile(dataDir), { force: true });
    },
  };
}

async function createExclusively(path: string, content: StartState): Promise<boolean> {
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replaceFile(path: string, content: StartState): Promise<void> {
  await rename(await writeDraft(path, content), path);
}

/** Readable by its owner only: it holds the database's password. */
async function writeDraft(path: string, content: StartState): Promise<string> {
  const draft = join(dirname(path), `.start-${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return draft;
}
