import { Button } from '@mantine/core';
import type { BatchFigures } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { formatCount, formatShare } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import classes from './statistics.module.css';
import { describeVotes } from './statistics-words.ts';

type Row = BatchFigures['disagreements'][number];

const shownFirst = 10;

/** The pairs on which people differ most, each with the way to its prompt. */
export function Disagreements({ rows }: { rows: Row[] }) {
  const [all, setAll] = useState(false);
  const shown = useMemo(() => (all ? rows : rows.slice(0, shownFirst)), [all, rows]);
  const { slug } = useProject();
  const columns = useMemo(() => columnsOf(slug, rows), [slug, rows]);
  return (
    <>
      <DataTable label="Worst disagreements" columns={columns} rows={shown} rowId={(row) => row.taskId} />
      {all || rows.length <= shownFirst ? null : (
        <Button variant="default" size="xs" mt="sm" onClick={() => setAll(true)}>
          Show all {formatCount(rows.length)}
        </Button>
      )}
    </>
  );
}

function columnsOf(project: string, rows: Row[]): Column<Row>[] {
  const columns: Column<Row>[] = [
    {
      id: 'prompt',
      header: 'Prompt',
      cell: ({ promptId, prompt }) => (
        <Link to="/p/$project/prompts/$promptId" params={{ project, promptId }}>
          <span className={classes.prompt}>{prompt}</span>
        </Link>
      ),
    },
    {
      id: 'votes',
      header: 'Ratings',
      width: '300px',
      cell: ({ votes }) => <span className={classes.votes}>{describeVotes(votes)}</span>,
    },
    {
      id: 'agreement',
      header: 'Same verdict',
      width: '120px',
      align: 'end',
      secondary: true,
      cell: ({ agreement }) => formatShare(agreement, 0),
    },
  ];
  // Without a model of the true verdict nothing is known of how open a pair is.
  if (rows.every(({ entropy }) => entropy === null)) return columns;
  const open: Column<Row> = {
    id: 'open',
    header: 'Open, bits',
    width: '100px',
    align: 'end',
    secondary: true,
    cell: ({ entropy }) => entropy?.toFixed(2) ?? '',
  };
  return [...columns, open];
}
