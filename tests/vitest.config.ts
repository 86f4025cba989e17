import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './runner/longest-first.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const postgres = fileURLToPath(new URL('./helpers/postgres.ts', import.meta.url));
const builtWeb = fileURLToPath(new URL('./helpers/built-web.ts', import.meta.url));

/**
 * unit: pure logic beside the code. integration: real Postgres and queue. e2e: a real browser.
 * data: files ending in .data.test.ts, which read the folder named by PREFLOOP_SHARED_DATA.
 */
export default defineConfig({
  test: {
    root,
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    // What is waited for comes when it comes: left alone, a second passes for "never" on a busy machine.
    expect: { poll: { timeout: 120_000 } },
    // A file takes longer to load what it imports than most take to run; none replaces a module or leaves a global behind.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
          // A busy machine is no fault of the code.
          testTimeout: 60_000,
          exclude: ['**/*.data.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['tests/{api,db,worker,queue,contract,cli,compose}/**/*.test.ts'],
          exclude: ['**/*.data.test.ts', '**/node_modules/**'],
          globalSetup: [postgres],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ['**/*.data.test.ts', '**/node_modules/**'],
          globalSetup: [postgres, builtWeb],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Pages wait more than they compute: two files at a time take half as long on two cores.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'data',
          // Beside the browser tests: the loop with a real model takes as long as half of those.
          sequence: { groupOrder: 2 },
          maxWorkers: 2,
          include: ['{packages,apps}/*/src/**/*.data.test.ts', 'tests/**/*.data.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: [postgres, builtWeb],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
