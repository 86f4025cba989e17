import { type ApiClient, ApiError, createClient } from '@prefloop/sdk';
import { CliError } from './cli-error.ts';
import type { CliEnv } from './env.ts';
import { isAlive } from './process/identity.ts';
import { readState } from './start/state.ts';

/** A client of the running Prefloop that the environment or the data folder names, with the key of who calls. */
export async function connect(
  env: CliEnv,
  dataDir: string,
  scope: 'read' | 'write',
  headers: Record<string, string> = {},
): Promise<{ client: ApiClient; origin: string }> {
  const key = env.PREFLOOP_API_KEY;
  if (key === undefined) {
    throw new CliError('This command talks to a running Prefloop and needs an API key.', {
      remedy: `Make one on the page of your account, with the scope "${scope}", and set PREFLOOP_API_KEY.`,
      exitCode: 2,
    });
  }
  const origin = await findOrigin(env, dataDir);
  const client = createClient({ baseUrl: origin, headers: { authorization: `Bearer ${key}`, ...headers } });
  return { client, origin };
}

async function findOrigin(env: CliEnv, dataDir: string): Promise<string> {
  if (env.PREFLOOP_URL !== undefined) return new URL(env.PREFLOOP_URL).origin;
  const state = await readState(dataDir);
  if (state?.url && (await isAlive(state.owner))) return state.url;
  throw new CliError(`No Prefloop runs on ${dataDir}.`, {
    remedy: 'Start it (npm start), or say where it is in PREFLOOP_URL.',
  });
}

/** A call that failed, in words: what was wanted, why not, and what to do; anything else as it is. */
export function explainCall(
  error: unknown,
  failed: string,
  hints: { refused?: string; silent: string },
): unknown {
  if (error instanceof ApiError) {
    const faults = error.problem.issues ?? [];
    const why =
      faults.length > 1 ? faults.map(({ message }) => `\n  ${message}`).join('') : ` ${error.message}`;
    return new CliError(`${failed}:${why}`, {
      remedy: `The API answered ${error.code}${hints.refused === undefined ? '.' : `; ${hints.refused}`}`,
      cause: error,
    });
  }
  if (error instanceof TypeError) {
    return new CliError(`Prefloop could not be reached: ${error.cause ?? error.message}`, {
      remedy: `Check that it runs, and PREFLOOP_URL. ${hints.silent}`,
      cause: error,
    });
  }
  return error;
}
