import { Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { roleLabel } from '../../lib/roles.ts';
import { useReaders } from './guidelines-query.ts';

type Reader = components['schemas']['GuidelineReader'];

/** Who is to read the guidelines, and which version each says to have read. */
export function Readers({ project, newest }: { project: string; newest: number }) {
  const readers = useReaders(project);
  const columns = useMemo(() => readerColumns(newest), [newest]);
  return (
    <QueryView query={readers.view} loading="Loading who has read them">
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState title="Nobody to read them yet">
            Annotators of this project stand here, and other members once they have rated.
          </EmptyState>
        ) : (
          <DataTable
            label="Readers"
            columns={columns}
            rows={rows}
            rowId={(row) => row.userId}
            partial={readers.hasMore}
            onEndReached={readers.more}
          />
        )
      }
    </QueryView>
  );
}

function readerColumns(newest: number): Column<Reader>[] {
  return [
    {
      id: 'person',
      header: 'Person',
      sortBy: (row) => row.name.toLocaleLowerCase(),
      cell: (row) => (
        <div>
          <Text fw={500}>{row.name}</Text>
          <Text size="sm" c="dimmed">
            {row.email}
          </Text>
        </div>
      ),
    },
    {
      id: 'role',
      header: 'Role',
      width: '128px',
      secondary: true,
      sortBy: (row) => row.role,
      cell: (row) => roleLabel(row.role),
    },
    {
      id: 'read',
      header: 'Has read',
      width: '200px',
      sortBy: (row) => row.acknowledged?.version ?? 0,
      cell: ({ acknowledged }) => {
        if (acknowledged === null) return 'nothing yet';
        const behind = acknowledged.version < newest;
        return `Version ${acknowledged.version}${behind ? `, not ${newest}` : ''}`;
      },
    },
    {
      id: 'when',
      header: 'When',
      width: '128px',
      secondary: true,
      sortBy: (row) => row.acknowledged?.acknowledgedAt ?? '',
      cell: ({ acknowledged }) => (
        <Text span c="dimmed">
          {acknowledged ? <TimeAgo at={acknowledged.acknowledgedAt} /> : '–'}
        </Text>
      ),
    },
  ];
}
