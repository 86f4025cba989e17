import { checkInvariants, openDatabase } from '@prefloop/db';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createTestApp, type TestApp } from './app.ts';

/**
 * One API for the tests of a file, on a database of its own in which all promises hold after each of them. To be called
 * at the top of the file.
 */
export function useHouse(options: Parameters<typeof createTestApp>[0] = {}) {
  let test: TestApp | undefined;
  let opened: ReturnType<typeof openDatabase> | undefined;
  beforeAll(async () => {
    test = await createTestApp(options);
    opened = openDatabase(test.databaseUrl, { max: 2 });
  });
  afterEach(async () => {
    expect(await checkInvariants(house.pool)).toEqual([]);
  });
  afterAll(async () => {
    await opened?.close();
    await test?.close();
  });
  const built = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the house stands before the first test, not earlier');
    return part;
  };
  const house = {
    get test() {
      return built(test);
    },
    /** For statements that no query of the platform makes. */
    get pool() {
      return built(opened).pool;
    },
  };
  return house;
}
