import { Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { auditWords } from './audit-words.ts';
import { useAuditLog } from './user-queries.ts';

type Entry = components['schemas']['AuditEntry'];

const columns: Column<Entry>[] = [
  { id: 'at', header: 'When', width: '128px', cell: (row) => <TimeAgo at={row.at} /> },
  {
    id: 'actor',
    header: 'Who',
    cell: (row) => row.actor?.name ?? (row.actor ? 'an account that is gone' : 'the server'),
  },
  { id: 'action', header: 'Did what', width: '220px', cell: (row) => auditWords(row.action) },
  { id: 'subject', header: 'To what', cell: (row) => <Subject text={row.subject ?? ''} /> },
  { id: 'project', header: 'Project', secondary: true, cell: (row) => row.project ?? '' },
  {
    id: 'address',
    width: '148px',
    header: 'From',
    secondary: true,
    cell: (row) => (
      <Text span c="dimmed">
        {row.address ?? ''}
      </Text>
    ),
  },
];

/** Row ids say little to people: their end is enough to tell two of them apart. */
function Subject({ text }: { text: string }) {
  if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)) return text;
  return (
    <Text span c="dimmed" title={text}>
      …{text.slice(-6)}
    </Text>
  );
}

/** Who did what that concerns accounts, rights and projects, newest first. */
export function AuditLog() {
  const log = useAuditLog();
  return (
    <QueryView query={log.view} loading="Loading the log">
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState title="Nothing has happened yet" />
        ) : (
          <DataTable
            label="Log"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            onEndReached={log.more}
          />
        )
      }
    </QueryView>
  );
}
