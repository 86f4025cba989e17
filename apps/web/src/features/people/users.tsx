import { Badge, Text } from '@mantine/core';
import type { DeploymentRole } from '@prefloop/contract';
import type { components } from '@prefloop/sdk';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { RoleSelect } from '../../components/role-select.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { deploymentRoles } from '../../lib/roles.ts';
import { useMe } from '../../lib/session.ts';
import { DisableUserDialog } from './disable-user-dialog.tsx';
import { Person } from './person.tsx';
import { ResetLinkDialog } from './reset-link-dialog.tsx';
import { useUpdateUser } from './use-update-user.ts';
import { UserMenu } from './user-menu.tsx';
import { useUsers } from './user-queries.ts';

export type User = components['schemas']['User'];

/** The accounts that match `search`. */
export function Users({ search }: { search: string | undefined }) {
  const me = useMe();
  const users = useUsers(search);
  const { mutate, isPending, error } = useUpdateUser();
  const [resetting, setResetting] = useState<User | null>(null);
  const [disabling, setDisabling] = useState<User | null>(null);
  const columns = useMemo(
    () =>
      userColumns({
        me: me.id,
        pending: isPending,
        onRole: (id, role) => mutate({ id, role }),
        onEnable: (user) => mutate({ id: user.id, disabled: false }),
        onDisable: setDisabling,
        onResetLink: setResetting,
      }),
    [me.id, isPending, mutate],
  );
  return (
    <>
      {error ? <ErrorState error={error} /> : null}
      <QueryView query={users.view} loading="Loading the accounts">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No account matches">
              Search for a part of a name or of an e-mail address.
            </EmptyState>
          ) : (
            <DataTable
              label="Accounts"
              columns={columns}
              rows={rows}
              rowId={(row) => row.id}
              partial={users.hasMore}
              onEndReached={users.more}
            />
          )
        }
      </QueryView>
      <ResetLinkDialog user={resetting} onClose={() => setResetting(null)} />
      <DisableUserDialog user={disabling} onClose={() => setDisabling(null)} />
    </>
  );
}

type Deeds = {
  me: string;
  pending: boolean;
  onRole: (id: string, role: DeploymentRole) => void;
  onEnable: (user: User) => void;
  onDisable: (user: User) => void;
  onResetLink: (user: User) => void;
};

function userColumns({ me, pending, onRole, ...deeds }: Deeds): Column<User>[] {
  return [
    {
      id: 'person',
      header: 'Person',
      sortBy: (row) => row.name.toLocaleLowerCase(),
      cell: (row) => <Person name={row.name} email={row.email} note={row.id === me ? 'you' : ''} />,
    },
    {
      id: 'role',
      header: 'Role',
      width: '132px',
      sortBy: (row) => row.role,
      cell: (row) =>
        row.disabledAt ? (
          <Badge variant="light" color="gray" radius="sm" tt="none" fw={500}>
            disabled
          </Badge>
        ) : (
          <RoleSelect
            quiet
            aria-label={`Role of ${row.name}`}
            roles={deploymentRoles}
            value={row.role}
            disabled={pending}
            onChange={(role) => onRole(row.id, role)}
          />
        ),
    },
    {
      id: 'projects',
      header: 'Projects',
      width: '96px',
      align: 'end',
      secondary: true,
      sortBy: (row) => row.projects,
      cell: (row) => row.projects,
    },
    {
      id: 'seen',
      header: 'Last sign-in',
      width: '128px',
      secondary: true,
      sortBy: (row) => row.lastSignInAt ?? '',
      cell: (row) => (
        <Text span c="dimmed">
          {row.lastSignInAt ? <TimeAgo at={row.lastSignInAt} /> : 'never'}
        </Text>
      ),
    },
    {
      id: 'deeds',
      header: '',
      width: '44px',
      align: 'end',
      cell: (row) => <UserMenu user={row} {...deeds} />,
    },
  ];
}
