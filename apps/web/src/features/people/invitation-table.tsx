import { Badge, Button, Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { roleLabel } from '../../lib/roles.ts';

type Invitation = components['schemas']['Invitation'];

const colours = { open: 'accent', accepted: 'gray', revoked: 'gray', expired: 'gray' } as const;

type Props = {
  invitations: readonly Invitation[];
  /** The invitation that is being revoked. */
  pending: string | null;
  error: unknown;
  onRevoke: (id: string) => void;
  hasMore: boolean;
  onMore: () => void;
};

/** Invitations with their state; those still open can be taken back. */
export function InvitationTable({ invitations, pending, error, onRevoke, hasMore, onMore }: Props) {
  const columns = useMemo(() => invitationColumns(pending, onRevoke), [pending, onRevoke]);
  return (
    <>
      {error ? <ErrorState error={error} /> : null}
      <DataTable
        label="Invitations"
        columns={columns}
        rows={invitations}
        rowId={(row) => row.id}
        partial={hasMore}
        onEndReached={onMore}
      />
    </>
  );
}

function invitationColumns(pending: string | null, onRevoke: (id: string) => void): Column<Invitation>[] {
  return [
    {
      id: 'email',
      header: 'For',
      sortBy: (row) => row.email,
      cell: (row) => (
        <>
          <Text>{row.email}</Text>
          <Text size="sm" c="dimmed">
            {roleLabel(row.role)}, invited by {row.invitedBy ?? 'someone whose account is gone'}
          </Text>
        </>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: '160px',
      sortBy: (row) => row.state,
      cell: (row) => (
        <>
          <Badge variant="light" color={colours[row.state]} radius="sm" tt="none" fw={500}>
            {row.state}
          </Badge>
          {row.state === 'open' ? (
            <Text size="sm" c="dimmed">
              ends <TimeAgo at={row.expiresAt} />
            </Text>
          ) : null}
        </>
      ),
    },
    {
      id: 'made',
      header: 'Made',
      secondary: true,
      width: '128px',
      sortBy: (row) => row.createdAt,
      cell: (row) => (
        <Text span c="dimmed">
          <TimeAgo at={row.createdAt} />
        </Text>
      ),
    },
    {
      id: 'deeds',
      header: '',
      width: '88px',
      align: 'end',
      cell: (row) =>
        row.state === 'open' ? (
          <Button
            variant="default"
            size="xs"
            loading={pending === row.id}
            aria-label={`Revoke the invitation of ${row.email}`}
            onClick={() => onRevoke(row.id)}
          >
            Revoke
          </Button>
        ) : null,
    },
  ];
}
