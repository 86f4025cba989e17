import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** Arguments by which this Node runs a TypeScript file; with `watch`, again whenever one of its sources changes. */
export function programArgs(entry: string, options: { watch?: boolean } = {}): string[] {
  if (options.watch) {
    const cli = join(dirname(require.resolve('tsx/package.json')), 'dist', 'cli.mjs');
    return [cli, 'watch', '--clear-screen=false', entry];
  }
  // In the same process, without a wrapper: signals and pids are the program's own.
  return ['--import', pathToFileURL(require.resolve('tsx')).href, entry];
}
