import { Text } from '@mantine/core';
import type { BatchFigures } from '@prefloop/contract';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { formatCount, formatShare } from '../../../lib/format.ts';
import classes from './statistics.module.css';
import { commonReason, formatCoefficient, formatPull, withN } from './statistics-words.ts';

type Row = BatchFigures['annotators'][number];
type FigureColumn = {
  id: 'withOthers' | 'accuracy' | 'weight' | 'leftPull';
  header: string;
  format: (value: number) => string;
  width: string;
  secondary?: boolean;
};

const percent = (value: number) => formatShare(value, 0);

const figureColumns: FigureColumn[] = [
  { id: 'withOthers', header: 'Agreement with others', format: percent, width: '170px' },
  { id: 'accuracy', header: 'Accuracy', format: percent, width: '140px', secondary: true },
  { id: 'weight', header: 'Weight', format: formatCoefficient, width: '140px' },
  { id: 'leftPull', header: 'Left pull', format: formatPull, width: '150px', secondary: true },
];

/** How far each person can be relied on. What is undefined for all of them is told once, below. */
export function ReliabilityTable({ rows }: { rows: Row[] }) {
  const { columns, reasons } = useMemo(() => layOut(rows), [rows]);
  return (
    <div>
      <DataTable label="Reliability of annotators" columns={columns} rows={rows} rowId={(row) => row.id} />
      {reasons.map(([why, headers]) => (
        <Text key={why} size="sm" c="dimmed" mt={8}>
          {headers.join(', ')}: {why}
        </Text>
      ))}
    </div>
  );
}

function layOut(rows: Row[]): { columns: Column<Row>[]; reasons: [string, string[]][] } {
  const reasons = new Map<string, string[]>();
  const shown = figureColumns.filter(({ id, header }) => {
    const why = commonReason(rows.map((row) => row[id]));
    if (why === null) return true;
    reasons.set(why, [...(reasons.get(why) ?? []), header]);
    return false;
  });
  return {
    reasons: [...reasons],
    columns: [
      { id: 'name', header: 'Annotator', cell: (row) => row.name, sortBy: (row) => row.name },
      {
        id: 'ratings',
        header: 'Ratings',
        width: '90px',
        align: 'end',
        secondary: true,
        cell: (row) => formatCount(row.ratings),
        sortBy: (row) => row.ratings,
      },
      ...shown.map(
        ({ id, header, format, width, secondary = false }): Column<Row> => ({
          id,
          header,
          width,
          secondary,
          align: 'end',
          cell: (row) =>
            row[id].value === null ? (
              <span className={classes.why}>{row[id].why}</span>
            ) : (
              withN(row[id], format)
            ),
          sortBy: (row) => row[id].value ?? -2,
        }),
      ),
    ],
  };
}
