import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { api, ok } from '../../lib/api.ts';
import { type Project, useProject } from '../../lib/project.ts';
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
        <LoopSection project={project} />
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
      title="You compare answers here"
      action={
        <>
          {rate === '/p/$project' ? null : (
            <ButtonLink to={rate} params={params} mr="xs">
              Rate
            </ButtonLink>
          )}
          <ButtonLink to="/p/$project/guidelines" params={params} variant="default">
            Read the guidelines
          </ButtonLink>
        </>
      }
    >
      Two answers to one prompt, side by side: you say which is better, and how much.
      {barred ? (
        <Text component="span" display="block" mt="sm" c="var(--mantine-color-text)">
          {queue.data?.message}
        </Text>
      ) : null}
    </EmptyState>
  );
}
