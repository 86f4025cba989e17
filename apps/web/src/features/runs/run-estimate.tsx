import { Text, Title } from '@mantine/core';
import { hasEnded } from '@prefloop/contract';
import { describeBasis, describeMiss, estimatedFigures, formatRange } from './estimate-words.ts';
import classes from './runs.module.css';
import type { RunShown } from './runs-query.ts';

/** What was estimated at the launch, against what the run took. */
export function RunEstimate({ run }: { run: RunShown }) {
  const { estimate, took, progress, status } = run;
  if (estimate === null) return null;
  // Until it has ended, what it took is not all that it takes.
  const done = status === 'succeeded';
  const actual = { ...took, steps: progress.step ?? null };
  return (
    <section aria-labelledby="estimate-title">
      <Title order={2} mb="xs" id="estimate-title">
        {hasEnded(status) ? 'Estimated and taken' : 'Estimated'}
      </Title>
      <Text c="dimmed" size="sm" mb="xs">
        {describeBasis(estimate)}
      </Text>
      <div className={classes.samples}>
        <table className={classes.taken} aria-labelledby="estimate-title">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">Estimated</th>
              <th scope="col">Taken</th>
            </tr>
          </thead>
          <tbody>
            {estimatedFigures.map(({ figure, label, format }) => {
              const value = done ? actual[figure] : null;
              return (
                <tr key={figure}>
                  <th scope="row">{label}</th>
                  <td>
                    {formatRange(estimate[figure], format)}
                    <span className={classes.formula}>{estimate[figure].formula}</span>
                  </td>
                  <td>
                    {value === null ? (
                      <Text span c="dimmed">
                        {done ? 'not told' : 'not yet'}
                      </Text>
                    ) : (
                      <>
                        {format(value)}
                        <span className={classes.formula}>
                          {describeMiss(value, estimate[figure].expected)}
                        </span>
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
