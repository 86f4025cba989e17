import type { BatchFigures, Estimate } from '@prefloop/contract';
import { Stat, Stats } from '../../../components/stat.tsx';
import { formatShare } from '../../../lib/format.ts';
import classes from './statistics.module.css';
import { endsOf, formatCoefficient } from './statistics-words.ts';

const percent = (value: number) => formatShare(value);

/** How far people agree, in four figures; where one is undefined, the reason in its place. */
export function AgreementStats({ agreement }: Pick<BatchFigures, 'agreement'>) {
  const { pooled, fleiss, alphaNominal, alphaOrdinal } = agreement;
  return (
    <Stats>
      <EstimateStat
        label="Same verdict"
        estimate={pooled}
        format={percent}
        note="pairs rated twice or more"
      />
      <EstimateStat
        label="Fleiss’ kappa"
        estimate={fleiss}
        format={formatCoefficient}
        note={
          fleiss.note === null
            ? null
            : `those with ${fleiss.ratingsPerTask} ratings; ${fleiss.leftOut} left out`
        }
      />
      <EstimateStat
        label="Krippendorff’s alpha, verdicts"
        estimate={alphaNominal}
        format={formatCoefficient}
      />
      <EstimateStat
        label="Krippendorff’s alpha, strengths"
        estimate={alphaOrdinal}
        format={formatCoefficient}
      />
    </Stats>
  );
}

type Props = {
  label: string;
  estimate: Estimate;
  format: (value: number) => string;
  note?: string | null;
};

function EstimateStat({ label, estimate, format, note = null }: Props) {
  const { value, n, why } = estimate;
  const ends = endsOf(estimate, format);
  if (value === null) return <Stat label={label} value={<span className={classes.why}>{why}</span>} />;
  return (
    <Stat label={label} value={format(value)} n={n} {...(ends ? { interval: ends } : {})}>
      {note === null ? null : <span>{note}</span>}
      {why === null ? null : <span>{why}</span>}
    </Stat>
  );
}
