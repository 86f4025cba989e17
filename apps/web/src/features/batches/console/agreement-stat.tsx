import { Anchor } from '@mantine/core';
import type { ConsoleFigures } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Definition } from '../../../components/definition.tsx';
import { Stat } from '../../../components/stat.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { endsOf, formatCoefficient } from '../statistics/statistics-words.ts';
import classes from './console.module.css';
import { targetWords } from './console-words.ts';
import { TargetDialog } from './target-dialog.tsx';

type Props = { agreement: ConsoleFigures['agreement']; batch: string | undefined };

/** How far people agree, as last computed, against what the lead wants. */
export function AgreementStat({ agreement, batch }: Props) {
  const { slug } = useProject();
  const [asking, setAsking] = useState(false);
  const { value, n, why, asOf, computed, rated, target } = agreement;
  const ends = endsOf(agreement, formatCoefficient);
  const rows = batch ? (
    <Link to="/p/$project/batches/$batchId" params={{ project: slug, batchId: batch }}>
      The batch, with its disagreements
    </Link>
  ) : (
    <a href="#batches">By batch</a>
  );
  return (
    <>
      <Stat
        label="Agreement"
        value={value === null ? <span className={classes.why}>{why}</span> : formatCoefficient(value)}
        {...(value === null ? {} : { n })}
        {...(ends ? { interval: ends } : {})}
        definition={
          <Definition of="Agreement" rows={rows}>
            Krippendorff’s alpha over verdicts: 0 is chance, 1 full agreement. A worker computes it for each
            batch, of all time; the page of a batch asks for it. Of several batches it is the mean, weighted
            by their pairs that two people or more rated; the interval takes batches as independent.
          </Definition>
        }
      >
        {asOf === null ? null : (
          <span>
            as of <TimeAgo at={asOf} />
          </span>
        )}
        {batch === undefined && rated > 0 ? (
          <span>
            {formatCount(computed)} of {formatCount(rated)} batches
          </span>
        ) : null}
        <Anchor component="button" type="button" className={classes.target} onClick={() => setAsking(true)}>
          {target === null ? 'Set a target' : targetWords(agreement)}
        </Anchor>
      </Stat>
      {asking ? <TargetDialog target={target} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
