import { Badge } from '@mantine/core';
import type { ConsolePerson, ConsoleTimes, Share } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { Definition } from '../../../components/definition.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { formatCount, formatShare } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { formatSeconds } from '../batch-words.ts';
import { type Deed, PersonDialog } from '../quality/person-dialog.tsx';
import { rowsBehind } from '../ratings/rating-search.ts';
import { withN } from '../statistics/statistics-words.ts';
import classes from './console.module.css';
import { peopleQuery, timesQuery } from './console-query.ts';
import type { ScopeSearch } from './console-search.ts';
import { endsWords, formatHours } from './console-words.ts';
import { PersonMenu } from './person-menu.tsx';
import { RequeueDialog } from './requeue-dialog.tsx';
import { RowsLink } from './rows-link.tsx';

type Asking = { kind: 'deed'; deed: Deed } | { kind: 'requeue'; person: ConsolePerson };

/** Who did what and how far they can be relied on. Estimates are sorted by the safe end of their interval, never alone. */
export function PeopleTable({ search }: { search: ScopeSearch }) {
  const { slug } = useProject();
  const people = useQuery(peopleQuery(slug, search));
  // After the people: it reads every rating, and the rest of the page should not wait for it.
  const times = useQuery({ ...timesQuery(slug, search), enabled: people.isSuccess });
  const [asking, setAsking] = useState<Asking | null>(null);
  const columns = useMemo(() => columnsOf(search, times.data, setAsking), [search, times.data]);
  return (
    <>
      <QueryView query={people} loading="Loading people">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nobody rated in this period" />
          ) : (
            <DataTable label="People" columns={columns} rows={items} rowId={(one) => one.id} />
          )
        }
      </QueryView>
      {asking?.kind === 'deed' ? <PersonDialog deed={asking.deed} onClose={() => setAsking(null)} /> : null}
      {asking?.kind === 'requeue' ? (
        <RequeueDialog person={asking.person} batch={search.batch} onClose={() => setAsking(null)} />
      ) : null}
    </>
  );
}

function columnsOf(
  search: ScopeSearch,
  times: ConsoleTimes | undefined,
  onAsk: (asking: Asking) => void,
): Column<ConsolePerson>[] {
  const timeOf = (id: string) => times?.people.find((one) => one.id === id);
  return [
    {
      id: 'name',
      header: 'Annotator',
      sortBy: (one) => one.name.toLocaleLowerCase(),
      cell: (one) => (
        <div className={classes.name}>
          {one.name}{' '}
          {one.paused ? (
            <Badge variant="light" color="orange" title={one.paused.reason ?? undefined}>
              paused
            </Badge>
          ) : null}
        </div>
      ),
    },
    {
      id: 'ratings',
      header: 'Done',
      width: '80px',
      align: 'end',
      sortBy: (one) => one.ratings,
      definition: (
        <Definition of="Done">
          Ratings, late ones included. Skips, golds and voided ratings are left out.
        </Definition>
      ),
      cell: (one) => (
        <RowsLink search={search} filter={{ ...rowsBehind.rated, annotator: one.id }}>
          {formatCount(one.ratings)}
        </RowsLink>
      ),
    },
    {
      id: 'skips',
      header: 'Skips',
      width: '70px',
      align: 'end',
      secondary: true,
      sortBy: (one) => one.skips,
      cell: (one) => (
        <RowsLink search={search} filter={{ ...rowsBehind.skips, annotator: one.id }}>
          {formatCount(one.skips)}
        </RowsLink>
      ),
    },
    {
      id: 'hours',
      header: 'Active',
      width: '80px',
      align: 'end',
      secondary: true,
      sortBy: (one) => one.activeMs,
      definition: (
        <Definition of="Active">
          Hours with a task on screen, of everything they did here: skips, golds and voided ratings are in it,
          as in pay.
        </Definition>
      ),
      cell: (one) => (
        <RowsLink search={search} filter={{ ...rowsBehind.work, annotator: one.id }}>
          {formatHours(one.activeMs)}
        </RowsLink>
      ),
    },
    {
      id: 'median',
      header: 'Median time',
      width: '150px',
      align: 'end',
      secondary: true,
      definition: (
        <Definition of="Median time of a person">
          Half of their ratings took less active time. “Fast”: more ratings below the batch’s minimum than
          slips give, or a median far below the others’ (a robust z of 3.5 on logarithms, from 20 ratings and
          five people on).
        </Definition>
      ),
      cell: (one) => {
        const time = timeOf(one.id);
        return (
          <>
            {time ? formatSeconds(time.medianActiveMs.value) : null}
            {time?.speed ? <span className={classes.note}>Fast: {time.speed}</span> : null}
          </>
        );
      },
    },
    shareColumn('golds', 'Golds right', (one) => one.goldsRight, {
      definition: (
        <Definition of="Golds right">
          Of the checks they answered, the share they got right, with its 95% interval. Sorted by the low end:
          who answered few checks is not at the top by luck.
        </Definition>
      ),
      rows: (one, children) => (
        <RowsLink search={search} filter={{ ...rowsBehind.golds, annotator: one.id }}>
          {children}
        </RowsLink>
      ),
    }),
    {
      id: 'others',
      header: 'With others',
      width: '140px',
      align: 'end',
      secondary: true,
      definition: (
        <Definition of="With others">
          On pairs that others rated too, how many of them said the same, on average: by the newest statistics
          of each batch, of all time, weighted by pairs. It has no interval, and so no order.
        </Definition>
      ),
      cell: ({ withOthers }) =>
        withOthers.value === null ? (
          <span className={classes.note}>{withOthers.why}</span>
        ) : (
          withN(withOthers, (value) => formatShare(value, 0))
        ),
    },
    shareColumn('left', 'Left chosen', (one) => one.leftChoice, {
      secondary: true,
      definition: (
        <Definition of="Left chosen by a person">
          Of their preferences, the share for the left answer. Chance is near 50%; an interval that leaves it
          out is worth a look. Sorted by the low end.
        </Definition>
      ),
      rows: (one, children) => (
        <RowsLink search={search} filter={{ ...rowsBehind.sided, annotator: one.id }}>
          {children}
        </RowsLink>
      ),
    }),
    {
      id: 'seen',
      header: 'Last seen',
      width: '110px',
      secondary: true,
      sortBy: (one) => one.lastSeenAt ?? '',
      definition: (
        <Definition of="Last seen">
          When they last rated or skipped, or when a task that they hold was last renewed; whatever batch and
          period.
        </Definition>
      ),
      cell: (one) => (one.lastSeenAt ? <TimeAgo at={one.lastSeenAt} /> : ''),
    },
    {
      id: 'deeds',
      header: '',
      width: '44px',
      align: 'end',
      cell: (one) => (
        <PersonMenu
          person={one}
          onDeed={(deed) => onAsk({ kind: 'deed', deed })}
          onRequeue={() => onAsk({ kind: 'requeue', person: one })}
        />
      ),
    },
  ];
}

function shareColumn(
  id: string,
  header: string,
  shareOf: (person: ConsolePerson) => Share,
  more: Pick<Column<ConsolePerson>, 'definition' | 'secondary'> & {
    rows: (person: ConsolePerson, children: string) => ReactNode;
  },
): Column<ConsolePerson> {
  const { rows, ...column } = more;
  return {
    id,
    header,
    width: '150px',
    align: 'end',
    ...column,
    sortBy: (one) => shareOf(one).low ?? -1,
    cell: (one) => {
      const share = shareOf(one);
      return (
        <>
          {share.value === null ? null : rows(one, formatShare(share.value, 0))}
          <span className={classes.note}>{endsWords(share)}</span>
        </>
      );
    },
  };
}
