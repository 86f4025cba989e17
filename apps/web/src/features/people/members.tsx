import { ActionIcon, Group, Text } from '@mantine/core';
import type { ProjectRole } from '@prefloop/contract';
import type { components } from '@prefloop/sdk';
import { IconUserEdit, IconUserMinus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { RoleSelect } from '../../components/role-select.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { projectRoles, roleLabel } from '../../lib/roles.ts';
import { useMe } from '../../lib/session.ts';
import { useMembers } from './people-queries.ts';
import { Person } from './person.tsx';
import { RatingDialog } from './rating-dialog.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { useChangeMember } from './use-change-member.ts';

export type Member = components['schemas']['Member'];

export function Members({ mayManage }: { mayManage: boolean }) {
  const project = useProject();
  const me = useMe();
  const members = useMembers(project.slug);
  const change = useChangeMember(project.slug);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const [rating, setRating] = useState<Member | null>(null);
  const { mutate, isPending } = change;
  const columns = useMemo(
    () =>
      memberColumns({
        me: me.id,
        mayManage,
        pending: isPending,
        onRole: (userId, role) => mutate({ userId, change: { role } }),
        onRating: setRating,
        onRemove: setLeaving,
      }),
    [me.id, mayManage, isPending, mutate],
  );
  return (
    <>
      {change.error ? <ErrorState error={change.error} /> : null}
      <QueryView query={members.view} loading="Loading the members">
        {(rows) => (
          <DataTable
            label="Members"
            columns={columns}
            rows={rows}
            rowId={(row) => row.userId}
            partial={members.hasMore}
            onEndReached={members.more}
          />
        )}
      </QueryView>
      <RemoveMemberDialog member={leaving} onClose={() => setLeaving(null)} />
      {rating ? <RatingDialog member={rating} onClose={() => setRating(null)} /> : null}
    </>
  );
}

type Deeds = {
  me: string;
  mayManage: boolean;
  pending: boolean;
  onRole: (userId: string, role: ProjectRole) => void;
  onRating: (member: Member) => void;
  onRemove: (member: Member) => void;
};

function memberColumns({ me, mayManage, pending, onRole, onRating, onRemove }: Deeds): Column<Member>[] {
  const columns: Column<Member>[] = [
    {
      id: 'person',
      header: 'Person',
      sortBy: (row) => row.name.toLocaleLowerCase(),
      cell: (row) => (
        <Person
          name={row.name}
          email={row.email}
          note={[
            row.userId === me ? 'you' : '',
            row.disabled ? 'account disabled' : '',
            row.ratingPausedAt ? 'rating paused' : '',
          ]
            .filter(Boolean)
            .join(', ')}
        />
      ),
    },
    {
      id: 'role',
      header: 'Role',
      width: '148px',
      sortBy: (row) => row.role,
      cell: (row) =>
        mayManage ? (
          <RoleSelect
            quiet
            aria-label={`Role of ${row.name}`}
            roles={projectRoles}
            value={row.role}
            disabled={pending}
            onChange={(role) => onRole(row.userId, role)}
          />
        ) : (
          roleLabel(row.role)
        ),
    },
    {
      id: 'rates',
      header: 'Rates',
      secondary: true,
      cell: (row) => (
        <Text size="sm" c="dimmed">
          {ratesWords(row) ?? 'anything'}
        </Text>
      ),
    },
    {
      id: 'joined',
      header: 'Joined',
      width: '128px',
      secondary: true,
      sortBy: (row) => row.joinedAt,
      cell: (row) => (
        <Text span c="dimmed">
          <TimeAgo at={row.joinedAt} />
        </Text>
      ),
    },
  ];
  if (!mayManage) return columns;
  return [
    ...columns,
    {
      id: 'deeds',
      header: '',
      width: '88px',
      align: 'end',
      cell: (row) => (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            title={`What ${row.name} rates`}
            aria-label={`What ${row.name} rates`}
            onClick={() => onRating(row)}
          >
            <IconUserEdit size={18} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            title={`Remove ${row.name}`}
            aria-label={`Remove ${row.name}`}
            onClick={() => onRemove(row)}
          >
            <IconUserMinus size={18} />
          </ActionIcon>
        </Group>
      ),
    },
  ];
}

/** Skills, languages and the day's limit, where somebody has any. */
function ratesWords({ skills, languages, dailyQuota }: Member): string | null {
  const parts = [
    ...skills,
    ...languages,
    ...(dailyQuota === null ? [] : [`${formatCount(dailyQuota)} a day`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
