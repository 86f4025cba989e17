import type { Matchup } from '@prefloop/contract';
import { formatCount, formatShare } from '../../lib/format.ts';
import classes from './arena.module.css';
import { outcomes, outcomeWords } from './arena-words.ts';

/** How the ratings came out, as shares of a bar, and the same in words and numbers below it. */
export function OutcomeBar({ matchup }: { matchup: Matchup }) {
  const words = outcomeWords(matchup);
  const shares = outcomes.map(({ outcome, count }) => ({
    outcome,
    count: matchup.outcomes[count],
    share: matchup.outcomes[count] / matchup.ratings,
  }));
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {shares
          .filter(({ count }) => count > 0)
          .map(({ outcome, share }) => (
            <div
              key={outcome}
              className={`${classes.part} ${classes[outcome]}`}
              style={{ flex: `${share} 1 0` }}
            />
          ))}
      </div>
      <dl className={classes.legend} aria-label="How the ratings came out">
        {shares.map(({ outcome, count, share }) => (
          <div key={outcome}>
            <dt>
              <span className={`${classes.swatch} ${classes[outcome]}`} aria-hidden />
              {words[outcome]}
            </dt>
            <dd>
              {formatCount(count)} ({formatShare(share, 0)})
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
