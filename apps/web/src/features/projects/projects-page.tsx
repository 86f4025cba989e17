import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { projectsQuery } from '../../lib/project.ts';
import { useMe } from '../../lib/session.ts';
import { NewProjectDialog } from './new-project-dialog.tsx';
import { ProjectList } from './project-list.tsx';

export function ProjectsPage() {
  const me = useMe();
  const { new: making = false } = useSearch({ from: '/app/projects' });
  const navigate = useNavigate({ from: '/projects' });
  const projects = useQuery(projectsQuery);
  const mayMake = me.role === 'admin';
  const open = (on: boolean) => void navigate({ search: { new: on || undefined } });
  const button = mayMake ? <Button onClick={() => open(true)}>New project</Button> : null;
  return (
    <>
      <PageHeader title="Projects" actions={projects.data?.items.length ? button : null} />
      <QueryView query={projects} loading="Loading the projects">
        {({ items }) =>
          items.length > 0 ? (
            <ProjectList projects={items} />
          ) : mayMake ? (
            <EmptyState title="No project yet" action={button}>
              A project holds one body of work: its people, guidelines, prompts, ratings and models.
            </EmptyState>
          ) : (
            <EmptyState title="You are in no project yet">
              Ask a lead for an invitation link to {me.email}, or an admin to add you.
            </EmptyState>
          )
        }
      </QueryView>
      {mayMake ? <NewProjectDialog opened={making} onClose={() => open(false)} /> : null}
    </>
  );
}
