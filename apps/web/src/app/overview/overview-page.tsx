import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { api, ok } from '../../lib/api.ts';
import { EnglishPart } from '../../lib/i18n/english-part.tsx';
import { type Project, useProject } from '../../lib/project.ts';
import { queueMessage } from '../../lib/queue-message.ts';
import { landingOf } from '../nav.ts';
import { Loop } from './loop.tsx';
import { stationsOf } from './stations.ts';

/** Where the project stands on its loop and what comes next. */
export function OverviewPage() {
  const project = useProject();
  return (
    <>
      <PageHeader title={project.name}>{project.description}</PageHeader>
      {project.role === 'annotator' ? (
        <AnnotatorStart project={project} />
      ) : (
        <EnglishPart>
          <LoopSection project={project} />
        </EnglishPart>
      )}
    </>
  );
}

function LoopSection({ project }: { project: Project }) {
  const overview = useQuery({
    queryKey: ['project', project.slug, 'overview'],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/overview', { params: { path: { project: project.slug } } })),
    refetchInterval: 30_000,
  });
  return (
    <QueryView query={overview} loading="Counting">
      {(counts) => <Loop project={project.slug} stations={stationsOf(counts, project.role)} />}
    </QueryView>
  );
}

function AnnotatorStart({ project }: { project: Project }) {
  const { t } = useTranslation('shell');
  const { t: server } = useTranslation('server');
  const rate = landingOf('annotator');
  const params = { project: project.slug };
  const queue = useQuery({
    queryKey: ['project', project.slug, 'rating-queue'],
    queryFn: () => ok(api.GET('/v1/projects/{project}/rate/queue', { params: { path: params } })),
    refetchInterval: 30_000,
  });
  const barred = queue.data?.state === 'qualification' || queue.data?.state === 'paused';
  return (
    <EmptyState
      title={t('beginning.title')}
      action={
        <>
          {rate === '/p/$project' ? null : (
            <ButtonLink to={rate} params={params} me="xs">
              {t('beginning.rate')}
            </ButtonLink>
          )}
          <ButtonLink to="/p/$project/guidelines" params={params} variant="default">
            {t('beginning.guidelines')}
          </ButtonLink>
        </>
      }
    >
      {t('beginning.why')}
      {queue.data && barred ? (
        <Text component="span" display="block" mt="sm" c="var(--mantine-color-text)">
          {queueMessage(queue.data, server)}
        </Text>
      ) : null}
    </EmptyState>
  );
}
