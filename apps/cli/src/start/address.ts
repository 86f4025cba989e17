import { CliError } from '../cli-error.ts';
import { nextFreePort, portIsFree } from '../process/ports.ts';

const defaultPort = 4310;

export interface Address {
  host: string;
  port: number;
  /** What people open in their browser. */
  url: string;
  /** Said on the screen when it is not the usual port. */
  note: string | null;
}

/** A port that was asked for has to be free; the usual one may give way to the next free one. */
export async function chooseAddress(
  host: string,
  wanted: number | undefined,
  publicUrl: string | undefined,
): Promise<Address> {
  const port = wanted ?? (await nextFreePort(defaultPort, host));
  if (port === null) {
    throw new CliError(`Every port from ${defaultPort} on is taken on ${host}.`, {
      remedy: 'Choose one with --port.',
    });
  }
  if (wanted !== undefined && !(await portIsFree(wanted, host))) {
    throw new CliError(`Port ${wanted} on ${host} is taken by another program.`, {
      remedy: `Choose another with --port, or leave PORT unset: then the next free one from ${defaultPort} on is taken.`,
    });
  }
  const note =
    wanted === undefined && port !== defaultPort ? `Port ${defaultPort} is taken; using ${port}.` : null;
  return { host, port, url: publicUrl ?? `http://${reachableHost(host)}:${port}`, note };
}

/** Where we ask the API ourselves: a wildcard is no address to connect to. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
