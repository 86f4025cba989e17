import type { Histogram } from '@prefloop/contract';
import { formatCount } from '../../lib/format.ts';
import classes from './runs.module.css';

export type Side = { label: string; histogram: Histogram; n: number };

const [width, height, foot] = [640, 160, 20] as const;

/**
 * Two histograms laid over each other by their shares: the first filled, the second as an outline before it, so that
 * they are told apart without colour and what they have in common is seen.
 */
export function Bars({ sides, label }: { sides: readonly Side[]; label: string }) {
  const size = sides[0]?.histogram.width ?? 1;
  const lows = sides.flatMap(({ histogram }) => histogram.bins.map(({ low }) => low));
  const first = Math.min(...lows);
  const count = Math.round((Math.max(...lows) - first) / size) + 1;
  const most = Math.max(...sides.flatMap(({ histogram, n }) => histogram.bins.map((bin) => bin.count / n)));
  const column = width / count;
  const heights = ({ histogram, n }: Side) => {
    const at = new Map(histogram.bins.map((bin) => [Math.round((bin.low - first) / size), bin.count / n]));
    return Array.from({ length: count }, (_, place) => ((at.get(place) ?? 0) / most) * (height - foot - 4));
  };
  const ground = height - foot;
  const outline = (side: Side) =>
    `M0 ${ground} ${heights(side)
      .map((tall, place) => `V${ground - tall} H${(place + 1) * column}`)
      .join(' ')} V${ground} Z`;
  const tell = (value: number) => String(Number(value.toPrecision(4)));
  const marks = [first, first + (size * count) / 2, first + size * count];
  return (
    <figure className={classes.bars}>
      <figcaption className={classes.legend}>
        {sides.map(({ label: name, n }, at) => (
          <span key={name}>
            <svg width="14" height="14" aria-hidden>
              <rect
                x="1"
                y="1"
                width="12"
                height="12"
                className={at === 0 ? classes.filled : classes.outlined}
              />
            </svg>{' '}
            {name}, n = {formatCount(n)}
          </span>
        ))}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} preserveAspectRatio="none">
        {sides.map((side, at) => (
          <path
            key={side.label}
            d={outline(side)}
            className={at === 0 ? classes.filled : classes.outlined}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <line x1="0" x2={width} y1={ground} y2={ground} className={classes.ground} />
      </svg>
      <div className={classes.marks} aria-hidden>
        {marks.map((mark) => (
          <span key={mark}>{tell(mark)}</span>
        ))}
      </div>
    </figure>
  );
}
