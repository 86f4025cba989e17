import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { useProject } from '../../lib/project.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { Members } from './members.tsx';

/** Who works on the project and as what; leads invite, change and remove. */
export function PeoplePage() {
  const project = useProject();
  const { tab = 'members', invite = false } = useSearch({ from: '/app/p/$project/people' });
  const navigate = useNavigate({ from: '/p/$project/people' });
  const mayManage = project.role === 'lead';
  const open = (invite: boolean) =>
    void navigate({ search: (before) => ({ ...before, invite: invite || undefined }) });
  return (
    <>
      <PageHeader
        title="People"
        actions={mayManage ? <Button onClick={() => open(true)}>Invite someone</Button> : null}
      >
        Members of {project.name} and what they may do here.
      </PageHeader>
      {mayManage ? (
        <Tabs
          value={tab}
          onChange={(next) =>
            void navigate({ search: { tab: next === 'invitations' ? next : undefined }, replace: true })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="members">Members</Tabs.Tab>
            <Tabs.Tab value="invitations">Invitations</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="members">
            <Members mayManage />
          </Tabs.Panel>
          <Tabs.Panel value="invitations">
            <Invitations onInvite={() => open(true)} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Members mayManage={false} />
      )}
      {mayManage ? <InviteDialog opened={invite} onClose={() => open(false)} /> : null}
    </>
  );
}
