import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { AuditLog } from './audit-log.tsx';
import { DeploymentInvitations } from './deployment-invitations.tsx';
import { DeploymentInviteDialog } from './deployment-invite-dialog.tsx';
import { UserSearch } from './user-search.tsx';
import { Users } from './users.tsx';

/** Every account of this server, for its admins. */
export function UsersPage() {
  const { tab = 'accounts', search, invite = false } = useSearch({ from: '/app/users' });
  const navigate = useNavigate({ from: '/users' });
  const open = (invite: boolean) =>
    void navigate({ search: (before) => ({ ...before, invite: invite || undefined }) });
  return (
    <>
      <PageHeader title="Users" actions={<Button onClick={() => open(true)}>Invite someone</Button>}>
        Everyone with an account on this server, in whatever projects.
      </PageHeader>
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: { tab: next === 'invitations' || next === 'log' ? next : undefined },
            replace: true,
          })
        }
      >
        <Tabs.List>
          <Tabs.Tab value="accounts">Accounts</Tabs.Tab>
          <Tabs.Tab value="invitations">Invitations</Tabs.Tab>
          <Tabs.Tab value="log">Log</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts">
          <UserSearch
            value={search}
            onChange={(search) =>
              void navigate({ search: (before) => ({ ...before, search }), replace: true })
            }
          />
          <Users search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <DeploymentInvitations onInvite={() => open(true)} />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <AuditLog />
        </Tabs.Panel>
      </Tabs>
      <DeploymentInviteDialog opened={invite} onClose={() => open(false)} />
    </>
  );
}
