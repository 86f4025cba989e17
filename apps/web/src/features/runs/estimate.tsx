import { Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { describeBasis, type EstimateShown, estimatedFigures, formatRange } from './estimate-words.ts';
import classes from './runs.module.css';

/** What a launch would take: every figure as a range, with the way it was come by. */
export function Estimate({ estimate }: { estimate: EstimateShown }) {
  return (
    <section aria-labelledby="estimate-title">
      <Title order={3} id="estimate-title">
        What it will take
      </Title>
      <Text c="dimmed" size="sm" mb="xs">
        {describeBasis(estimate)}
      </Text>
      <dl className={classes.estimate}>
        {estimatedFigures.map(({ figure, label, format }) => (
          <Fragment key={figure}>
            <dt>{label}</dt>
            <dd>
              <span className={classes.range}>{formatRange(estimate[figure], format)}</span>
              <span className={classes.formula}>{estimate[figure].formula}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
