import type { BatchFigures, Kappa } from '@prefloop/contract';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { formatCount, formatShare } from '../../../lib/format.ts';
import { endsOf, formatCoefficient, withEnds } from './statistics-words.ts';

type Row = Kappa & { interval: readonly [string, string] | undefined };

const columns: Column<Row>[] = [
  { id: 'pair', header: 'Two annotators', cell: (row) => `${row.first.name} and ${row.second.name}` },
  { id: 'n', header: 'Both rated', width: '100px', align: 'end', cell: (row) => formatCount(row.n) },
  {
    id: 'raw',
    header: 'Same verdict',
    width: '120px',
    align: 'end',
    secondary: true,
    cell: (row) => formatShare(row.raw),
  },
  {
    id: 'kappa',
    header: 'Cohen’s kappa',
    width: '220px',
    align: 'end',
    cell: ({ kappa, interval, why }) => (kappa === null ? (why ?? '') : withEnds(kappa, interval)),
  },
];

type Props = {
  /** As counted just now: shown until there are figures, whose kappas are the same numbers and have intervals. */
  live: Kappa[];
  computed: BatchFigures['cohen'] | null;
};

/** How far every two people agree. */
export function KappaTable({ live, computed }: Props) {
  const rows = useMemo(
    () => (computed ? fromFigures(computed) : live.map((row) => ({ ...row, interval: undefined }))),
    [live, computed],
  );
  if (rows.length === 0) return null;
  return (
    <DataTable
      label="Agreement of two annotators each"
      columns={columns}
      rows={rows}
      rowId={(row) => `${row.first.id} ${row.second.id}`}
    />
  );
}

function fromFigures({ pairs }: BatchFigures['cohen']): Row[] {
  return pairs.map(({ kappa, ...pair }) => ({
    ...pair,
    kappa: kappa.value,
    why: kappa.why,
    interval: endsOf(kappa, formatCoefficient),
  }));
}
