import { Text, Title } from '@mantine/core';
import type { ImportRecord } from '@prefloop/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';

const columns: Column<ImportRecord>[] = [
  { id: 'source', header: 'Source', cell: (record) => record.source },
  {
    id: 'kind',
    header: 'As',
    width: '90px',
    secondary: true,
    cell: (record) => (record.kind === 'pairs' ? 'pairs' : 'prompts'),
  },
  {
    id: 'status',
    header: 'State',
    cell: (record) => (
      <>
        {record.status}
        {record.error ? (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {record.error}
          </Text>
        ) : null}
      </>
    ),
  },
  {
    id: 'added',
    header: 'Added',
    width: '90px',
    align: 'end',
    cell: (record) => formatCount(record.rowsAdded),
  },
  {
    id: 'known',
    header: 'Known',
    width: '90px',
    align: 'end',
    secondary: true,
    cell: (record) => formatCount(record.rowsKnown),
  },
  {
    id: 'skipped',
    header: 'Skipped',
    width: '90px',
    align: 'end',
    secondary: true,
    cell: (record) => formatCount(record.rowsSkipped),
  },
  {
    id: 'lineage',
    header: 'Came of it',
    width: '100px',
    cell: (record) =>
      record.rowsAdded + record.rowsKnown > 0 ? <LineageLink kind="prompts" id={record.source} /> : null,
  },
  { id: 'when', header: 'When', width: '120px', cell: (record) => <TimeAgo at={record.createdAt} /> },
];

/** The imports before this one. */
export function ImportsList({ imports }: { imports: UseQueryResult<ImportRecord[]> }) {
  if (imports.isError) return <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />;
  if (!imports.data || imports.data.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        Imports so far
      </Title>
      <DataTable label="Imports" columns={columns} rows={imports.data} rowId={(record) => record.id} />
    </section>
  );
}
