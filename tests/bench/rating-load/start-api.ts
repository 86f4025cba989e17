import { freePort } from '@prefloop/cli/ports';
import { apiService } from '@prefloop/cli/services';
import { startServer } from '../../helpers/program.ts';
import { secret } from './people.ts';

/** The API as a process of its own, as in a deployment. */
export async function startApi(databaseUrl: string, dataDir: string) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const address = { host: '127.0.0.1', port, url: base, note: null };
  const api = apiService({ databaseUrl, dataDir, secret, address, webRoot: null }, false);
  return {
    ...(await startServer(api, base)),
    base,
  };
}
