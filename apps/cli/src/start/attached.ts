import { makeAdminLink } from './admin-link.ts';
import type { StartState } from './state.ts';

/** What a second start on the same data folder says instead of starting. */
export async function tellAttached(
  state: StartState,
  dataDir: string,
  say: (text: string) => void,
): Promise<number> {
  say(`Prefloop already runs on ${dataDir}${state.url === null ? ' and is still starting' : ''}.`);
  say(describeState(state));
  if (state.url !== null && state.databaseUrl !== null) {
    const link = await makeAdminLink(state.databaseUrl, state.url);
    if (link !== null) say(`It has no admin yet. A new link (earlier ones no longer work):\n  ${link}`);
  }
  return 0;
}

/** The address and every process with its number, one to a line. */
export function describeState(state: StartState): string {
  const lines = [
    `  url       ${state.url ?? '(not yet)'}`,
    `  start     pid ${state.owner.pid}`,
    ...Object.entries(state.processes).map(([name, { pid }]) => `  ${name.padEnd(9)} pid ${pid}`),
  ];
  return lines.join('\n');
}
