/** What one runner did. `problem` is set when its own count does not tell why it failed. */
export interface Outcome {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
  problem?: string;
}

/** The closing line and everything before it, from what the runners report. */
export function summarise(outcomes: readonly Outcome[]): { text: string; ok: boolean } {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  const width = Math.max(...outcomes.map((outcome) => outcome.name.length));
  const lines = outcomes.map((outcome) => {
    const counts = `${String(outcome.passed).padStart(6)} passed ${String(outcome.failed).padStart(4)} failed`;
    const note = outcome.problem === undefined ? '' : `   ${outcome.problem}`;
    return `${outcome.name.padEnd(width)} ${counts} ${outcome.seconds.toFixed(1).padStart(8)} s${note}`;
  });
  return {
    text: [...lines, '', `${passed} passed, ${failed} failed`].join('\n'),
    ok: failed === 0 && passed > 0,
  };
}

/**
 * Counts so that nothing passes by not running: no test at all, a skipped one, or a runner that ended badly without
 * naming a failure each count as failed.
 */
export function judge(
  name: string,
  counts: { passed: number; failed: number; skipped: number } | null,
  exitCode: number | null,
  seconds: number,
): Outcome {
  if (counts === null) {
    return { name, passed: 0, failed: 1, seconds, problem: `no report, exit code ${exitCode}` };
  }
  const failed = counts.failed + counts.skipped;
  const skipped = counts.skipped === 0 ? {} : { problem: `${counts.skipped} skipped, counted as failed` };
  if (failed > 0) return { name, passed: counts.passed, failed, seconds, ...skipped };
  if (counts.passed === 0) return { name, passed: 0, failed: 1, seconds, problem: 'it ran no test' };
  if (exitCode !== 0) {
    return {
      name,
      passed: counts.passed,
      failed: 1,
      seconds,
      problem: `all passed, yet exit code ${exitCode}`,
    };
  }
  return { name, passed: counts.passed, failed: 0, seconds };
}
