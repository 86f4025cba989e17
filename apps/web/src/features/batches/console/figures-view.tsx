import { Text } from '@mantine/core';
import type { ConsoleFigures, Share } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Definition } from '../../../components/definition.tsx';
import { Stat, Stats } from '../../../components/stat.tsx';
import { formatCount, formatPlural, formatShare } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { formatSeconds, intervalOf } from '../batch-words.ts';
import { rowsBehind } from '../ratings/rating-search.ts';
import { AgreementStat } from './agreement-stat.tsx';
import { timesQuery } from './console-query.ts';
import type { ScopeSearch } from './console-search.ts';
import { formatDay, paceWords } from './console-words.ts';
import { RowsLink } from './rows-link.tsx';

type Props = { figures: ConsoleFigures; search: ScopeSearch };

/** The numbers above the fold, each with its n, its interval, its meaning and the way to its rows. */
export function FiguresView({ figures, search }: Props) {
  const { throughput, agreement, skipped, flagged, leftChoice } = figures;
  return (
    <Stats>
      <LeftStat figures={figures} search={search} />
      <ForecastStat forecast={figures.forecast} />
      <Stat
        label="Rated today"
        value={formatCount(throughput.today)}
        definition={
          <Definition
            of="Rated today"
            rows={
              <>
                <RowsLink search={{ batch: search.batch, period: 'today' }} filter={rowsBehind.throughput}>
                  Those of today
                </RowsLink>
                {', '}
                <RowsLink search={search} filter={rowsBehind.throughput}>
                  those of the period
                </RowsLink>
              </>
            }
          >
            Ratings that count, first given since midnight where you are. Skips, golds, late and voided
            ratings and imported ones are left out. Below it: the same for the chosen period.
          </Definition>
        }
      >
        {formatCount(throughput.period)} in the period
      </Stat>
      <AgreementStat agreement={agreement} batch={search.batch} />
      <TimeStat search={search} />
      <ShareStat
        label="Skipped"
        share={skipped}
        rows={
          <RowsLink search={search} filter={rowsBehind.skipped}>
            {formatPlural(skipped.count, 'skip')}
          </RowsLink>
        }
      >
        Of all ratings and skips made here, the share that are skips. Golds and voided ratings are left out.
      </ShareStat>
      <ShareStat
        label="Flagged"
        share={flagged}
        rows={
          <RowsLink search={search} filter={rowsBehind.flagged}>
            {formatCount(flagged.count)} with a mark
          </RowsLink>
        }
      >
        Of all ratings and skips made here, the share that carry a mark such as “harmful”. Golds and voided
        ratings are left out.
      </ShareStat>
      <ShareStat
        label="Left chosen"
        share={leftChoice}
        rows={
          <>
            <RowsLink search={search} filter={rowsBehind.left}>
              {formatCount(leftChoice.count)} for the left
            </RowsLink>
            {', '}
            <RowsLink search={search} filter={rowsBehind.sided}>
              all {formatCount(leftChoice.n)}
            </RowsLink>
          </>
        }
      >
        Of preferences, the share for the answer on the left. Sides are balanced by the server: it should hold
        50%. Imported ratings have no side; golds and voided ratings are left out.
      </ShareStat>
    </Stats>
  );
}

type ShareProps = { label: string; share: Share; rows: ReactNode /** What it means. */; children: ReactNode };

function ShareStat({ label, share, rows, children }: ShareProps) {
  const ends = intervalOf(share);
  return (
    <Stat
      label={label}
      value={share.value === null ? null : formatShare(share.value)}
      n={share.n}
      {...(ends ? { interval: ends } : {})}
      definition={
        <Definition of={label} rows={rows}>
          {children}
        </Definition>
      }
    >
      {share.why}
    </Stat>
  );
}

function LeftStat({ figures: { left }, search }: Props) {
  const { slug } = useProject();
  const definition = (
    <Definition
      of="Ratings left"
      rows={
        search.batch ? (
          <Link to="/p/$project/batches/$batchId" params={{ project: slug, batchId: search.batch }}>
            The batch
          </Link>
        ) : (
          <a href="#batches">By batch</a>
        )
      }
    >
      Ratings that are still wanted on open tasks: of released batches, or of the chosen batch whatever its
      state. The period makes no difference.
    </Definition>
  );
  return (
    <Stat label="Ratings left" value={formatCount(left.ratings)} definition={definition}>
      on {formatPlural(left.pairs, 'task')}
    </Stat>
  );
}

function ForecastStat({ forecast }: { forecast: ConsoleFigures['forecast'] }) {
  const { range, why } = forecast;
  const definition = (
    <Definition of="Done by">
      The day by which half of 1,000 simulated futures have all ratings in, and the days between which 95 of
      100 end. Each future draws its days from the last four weeks of complete days, since somebody first
      rated, free days included; the draw itself is drawn anew, so that few days make a wide range. It takes
      five days with ratings. It knows nothing of new people, holidays or new batches.
    </Definition>
  );
  if (range === null) {
    return (
      <Stat
        label="Done by"
        value={
          <Text c="dimmed" size="sm">
            {why}
          </Text>
        }
        definition={definition}
      />
    );
  }
  return (
    <Stat label="Done by" value={formatDay(range.likely)} definition={definition}>
      <span>
        between {formatDay(range.soonest)} and {formatDay(range.latest)}
      </span>
      <span>{paceWords(forecast)}</span>
    </Stat>
  );
}

/** On its own: a median has to read every rating, and the page does not wait for it. */
function TimeStat({ search }: { search: ScopeSearch }) {
  const { slug } = useProject();
  const times = useQuery(timesQuery(slug, search));
  const median = times.data?.medianActiveMs;
  return (
    <Stat
      label="Median time"
      value={times.isPending ? '…' : formatSeconds(median?.value ?? null)}
      {...(median ? { n: median.n } : {})}
      definition={
        <Definition
          of="Median time"
          rows={
            <RowsLink search={search} filter={rowsBehind.times}>
              The ratings with a time
            </RowsLink>
          }
        >
          Half of the ratings took less active time than this: the task on screen, and no pause of more than a
          minute. Skips, golds and voided ratings are left out. An edited rating has the time of its last
          version.
        </Definition>
      }
    >
      active, a rating
    </Stat>
  );
}
