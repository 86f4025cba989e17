import { Title } from '@mantine/core';
import { hasEnded } from '@prefloop/contract';
import classes from './runs.module.css';
import type { RunShown } from './runs-query.ts';

/** The end of what the trainer printed. Open by itself where it may tell why the run failed. */
export function RunLog({ run }: { run: RunShown }) {
  if (run.logTail === '') return null;
  const lines = run.logTail.trimEnd().split('\n').slice(-200);
  return (
    <section>
      <Title order={2} mb="xs">
        Log
      </Title>
      <details className={classes.details} open={hasEnded(run.status) && run.status !== 'succeeded'}>
        <summary>The last {lines.length} lines</summary>
        <pre className={classes.log} tabIndex={0}>
          {lines.join('\n')}
        </pre>
      </details>
    </section>
  );
}
