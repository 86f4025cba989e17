import { describe, expect, test } from 'vitest';
import { cleanEnv } from '../runner/clean-env.ts';
import { judge, summarise } from '../runner/outcome.ts';
import { countJunit } from '../runner/pytest.ts';
import { countVitest } from '../runner/vitest.ts';

describe('what a runner reports', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };

  test.each([
    ['no report', null, 1],
    ['no test', { passed: 0, failed: 0, skipped: 0 }, 0],
    ['a skipped test', { ...good, skipped: 1 }, 0],
    ['a bad end without a failed test', good, 1],
    ['a failed test', { ...good, failed: 1 }, 1],
  ])('%s counts as one failure', (_case, counts, exitCode) => {
    expect(judge('some', counts, exitCode, 1).failed).toBe(1);
  });

  test('all passed and a good end counts as passed', () => {
    expect(judge('some', good, 0, 1)).toEqual({ name: 'some', passed: 3, failed: 0, seconds: 1 });
  });

  test('the last line adds all runners up', () => {
    const { text, ok } = summarise([judge('one', good, 0, 1), judge('two', null, 1, 1)]);
    expect(text.split('\n').at(-1)).toBe('3 passed, 1 failed');
    expect(ok).toBe(false);
  });
});

test('a vitest file that broke before its first test counts as a failure', () => {
  const counts = countVitest({
    numPassedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      {
        status: 'failed',
        assertionResults: [{ status: 'failed' }, { status: 'passed' }, { status: 'failed' }],
      },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  });
  expect(counts).toEqual({ passed: 2, failed: 3, skipped: 2 });
});

test('a JUnit report counts failures and errors as failed', () => {
  const xml =
    '<testsuites><testsuite name="a" errors="1" failures="2" skipped="1" tests="9" time="1.0"></testsuite>' +
    '<testsuite tests="4" failures="0" errors="0" skipped="0"/></testsuites>';
  expect(countJunit(xml)).toEqual({ passed: 9, failed: 3, skipped: 1 });
});

test('tests never see the addresses of a real deployment', () => {
  const env = { PATH: '/bin', DATABASE_URL: 'x', PREFLOOP_SECRET: 'y', PREFLOOP_CACHE: 'z' };
  expect(cleanEnv(env, { ADDED: '1' })).toEqual({ PATH: '/bin', PREFLOOP_CACHE: 'z', ADDED: '1' });
});
