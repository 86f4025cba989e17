import { apiEntry, webFolder, workerEntry } from '../paths.ts';
import { type Address, reachableHost } from './address.ts';
import { programArgs } from './program-args.ts';
import type { ServiceSpec } from './service.ts';
import { viteProgram } from './web-build.ts';

export interface Deployment {
  databaseUrl: string;
  dataDir: string;
  secret: string;
  address: Address;
  /** The built web app, when there is one. */
  webRoot: string | null;
}

/** What API and worker are told, on top of the user's own environment. */
function serviceEnv(deployment: Deployment): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    ...process.env,
    DATABASE_URL: deployment.databaseUrl,
    HOST: deployment.address.host,
    PORT: String(deployment.address.port),
    PUBLIC_URL: deployment.address.url,
    PREFLOOP_DATA: deployment.dataDir,
    PREFLOOP_SECRET: deployment.secret,
    ...(deployment.webRoot === null ? {} : { PREFLOOP_WEB_ROOT: deployment.webRoot }),
  };
}

/**
 * Left to itself, Node lets garbage grow with the machine's memory before it looks for any: an import of 200 MB then
 * takes twice as much of it. In megabytes.
 */
const apiHeap = '--max-old-space-size=1024';

export function apiService(deployment: Deployment, watch: boolean): ServiceSpec {
  return {
    name: 'api',
    args: [apiHeap, ...programArgs(apiEntry, { watch })],
    env: serviceEnv(deployment),
    graceSeconds: 10,
  };
}

export function workerService(deployment: Deployment, watch: boolean): ServiceSpec {
  return {
    name: 'worker',
    args: programArgs(workerEntry, { watch }),
    env: serviceEnv(deployment),
    // A run that is asked to stop finishes its step and saves before it goes.
    graceSeconds: 30,
  };
}

/** Vite's development server, which hands what it does not know itself to the API. */
export function webService(deployment: Deployment, apiAddress: Address): ServiceSpec {
  const { host, port } = deployment.address;
  return {
    name: 'web',
    args: [viteProgram(), webFolder, '--host', host, '--port', String(port), '--strictPort'],
    env: {
      ...process.env,
      PREFLOOP_API_URL: `http://${reachableHost(apiAddress.host)}:${apiAddress.port}`,
    },
    graceSeconds: 3,
  };
}
