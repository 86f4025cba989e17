import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { EnglishPart } from '../../lib/i18n/english-part.tsx';
import { projectsQuery } from '../../lib/project.ts';
import { useMe } from '../../lib/session.ts';
import { NewProjectDialog } from './new-project-dialog.tsx';
import { ProjectList } from './project-list.tsx';

export function ProjectsPage() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const { new: making = false } = useSearch({ from: '/app/projects' });
  const navigate = useNavigate({ from: '/projects' });
  const projects = useQuery(projectsQuery);
  const mayMake = me.role === 'admin';
  const open = (on: boolean) => void navigate({ search: { new: on || undefined } });
  const button = mayMake ? <Button onClick={() => open(true)}>New project</Button> : null;
  return (
    <>
      <PageHeader title={t('projects')} actions={projects.data?.items.length ? button : null} />
      <QueryView query={projects} loading={t('projectList.loading')}>
        {({ items }) =>
          items.length > 0 ? (
            <ProjectList projects={items} />
          ) : mayMake ? (
            <EnglishPart>
              <EmptyState title="No project yet" action={button}>
                A project holds one body of work: its people, guidelines, prompts, ratings and models.
              </EmptyState>
            </EnglishPart>
          ) : (
            <EmptyState title={t('projectList.none')}>{t('projectList.ask', { email: me.email })}</EmptyState>
          )
        }
      </QueryView>
      {mayMake ? (
        <EnglishPart>
          <NewProjectDialog opened={making} onClose={() => open(false)} />
        </EnglishPart>
      ) : null}
    </>
  );
}
