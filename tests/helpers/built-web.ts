import { buildWeb } from '@prefloop/cli/web-build';

/** Builds the web app once, before test files that run side by side would each build it into the same place. */
export default async function setup(): Promise<void> {
  await buildWeb({ signal: new AbortController().signal, onBuild: () => undefined });
}
