import { Badge, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { Definition } from '../../../components/definition.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { statusColor } from '../batch-words.ts';
import { RatingsProgress } from '../ratings-progress.tsx';
import { endsOf, formatCoefficient } from '../statistics/statistics-words.ts';
import classes from './console.module.css';
import { batchesKey, fetchBatches } from './console-query.ts';
import { OverlapDialog } from './overlap-dialog.tsx';

export type ConsoleBatchItem = Awaited<ReturnType<typeof fetchBatches>>['items'][number];

/** Batches with their states, why they stand still, and what raises their cost. */
export function BatchesTable() {
  const { slug } = useProject();
  const batches = usePages(batchesKey(slug), (cursor) => fetchBatches(slug, cursor), {
    refetchInterval: 5_000,
  });
  const [raising, setRaising] = useState<ConsoleBatchItem | null>(null);
  const columns = useMemo(() => columnsOf(slug, setRaising), [slug]);
  return (
    <>
      <QueryView query={batches.view} loading="Loading batches">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No batch yet">
              A batch hands responses to people, to compare, to grade or to rank.
            </EmptyState>
          ) : (
            <DataTable
              label="Batches"
              columns={columns}
              rows={rows}
              rowId={(batch) => batch.id}
              partial={batches.hasMore}
              onEndReached={batches.more}
            />
          )
        }
      </QueryView>
      {raising ? <OverlapDialog batch={raising} onClose={() => setRaising(null)} /> : null}
    </>
  );
}

function columnsOf(project: string, onRaise: (batch: ConsoleBatchItem) => void): Column<ConsoleBatchItem>[] {
  return [
    {
      id: 'name',
      header: 'Batch',
      sortBy: (batch) => batch.name.toLocaleLowerCase(),
      cell: (batch) => (
        <div className={classes.name}>
          <Link to="/p/$project/batches/$batchId" params={{ project, batchId: batch.id }}>
            {batch.name}
          </Link>
        </div>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: '300px',
      sortBy: (batch) => batch.status,
      definition: (
        <Definition of="State">
          Why nothing moves, where nothing does: a released batch moves while somebody holds a task of it or
          rated within 15 minutes.
        </Definition>
      ),
      cell: (batch) => (
        <>
          <Badge variant="light" color={statusColor[batch.status]}>
            {batch.status}
          </Badge>
          {batch.standstill ? <span className={classes.note}>{batch.standstill.message}</span> : null}
        </>
      ),
    },
    {
      id: 'progress',
      header: 'Ratings',
      width: '160px',
      cell: (batch) => <RatingsProgress batch={batch} />,
    },
    {
      id: 'left',
      header: 'Left',
      width: '75px',
      align: 'end',
      sortBy: (batch) => batch.left,
      definition: <Definition of="Left">Ratings that are still wanted on its open tasks.</Definition>,
      cell: (batch) => formatCount(batch.left),
    },
    {
      id: 'held',
      header: 'Held',
      width: '75px',
      align: 'end',
      secondary: true,
      sortBy: (batch) => batch.held,
      definition: <Definition of="Held">Tasks that are with somebody right now.</Definition>,
      cell: (batch) => formatCount(batch.held),
    },
    {
      id: 'decide',
      header: 'To decide',
      width: '95px',
      align: 'end',
      secondary: true,
      sortBy: (batch) => batch.disputed,
      cell: (batch) =>
        batch.disputed === 0 ? (
          0
        ) : (
          <Link to="/p/$project/decide" params={{ project }} search={{ batch: batch.id }}>
            {formatCount(batch.disputed)}
          </Link>
        ),
    },
    {
      id: 'agreement',
      header: 'Agreement',
      width: '170px',
      align: 'end',
      secondary: true,
      definition: (
        <Definition of="Agreement of a batch">
          Krippendorff’s alpha over verdicts as its page last had it computed, with its 95% interval and the
          pairs that it is about.
        </Definition>
      ),
      cell: ({ agreement }) => {
        const ends = endsOf(agreement, formatCoefficient);
        return (
          <>
            {agreement.value === null ? null : formatCoefficient(agreement.value)}
            <span className={classes.note}>
              {agreement.value === null
                ? agreement.why
                : `${ends ? `${ends[0]} to ${ends[1]}, ` : ''}n\u00a0=\u00a0${formatCount(agreement.n)}`}
            </span>
          </>
        );
      },
    },
    {
      id: 'overlap',
      header: 'Overlap',
      width: '110px',
      align: 'end',
      secondary: true,
      cell: (batch) => (
        <Button
          size="xs"
          variant="default"
          aria-label={`Overlap of ${batch.name}: ${batch.overlap}, change`}
          disabled={batch.composition === null}
          onClick={() => onRaise(batch)}
        >
          {batch.overlap}
          {batch.adaptive ? ` to ${batch.adaptive.limit}` : ''} · change
        </Button>
      ),
    },
  ];
}
