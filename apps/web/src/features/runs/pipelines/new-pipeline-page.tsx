import { Anchor, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../../../components/button-link.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { modelsQuery } from '../../../lib/models-query.ts';
import { useProject } from '../../../lib/project.ts';
import { snapshotChoicesQuery } from '../runs-query.ts';
import { PipelineForm } from './pipeline-form.tsx';
import { pipelineQuery } from './pipelines-query.ts';

/** Composes a pipeline, by a form or as a document; with `from`, the document of one that was launched before. */
export function NewPipelinePage() {
  const { slug } = useProject();
  const { from } = useSearch({ from: '/app/p/$project/runs/pipelines/new' });
  return (
    <Stack gap="lg">
      <PageHeader title="New pipeline">
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${slug}/runs/pipelines`}>
            All pipelines
          </Anchor>
          <span>Several runs launched as one: each starts from what those before it make.</span>
        </Group>
      </PageHeader>
      {from === undefined ? <Choices text={null} /> : <Again key={from} pipelineId={from} />}
    </Stack>
  );
}

function Again({ pipelineId }: { pipelineId: string }) {
  const { slug } = useProject();
  const pipeline = useQuery(pipelineQuery(slug, pipelineId));
  return (
    <QueryView query={pipeline} loading="Loading the pipeline">
      {({ text }) => <Choices text={text} />}
    </QueryView>
  );
}

/** What there is to choose from, asked for anew: an older list lacks what was just made. */
function Choices({ text }: { text: string | null }) {
  const { slug } = useProject();
  const models = useQuery({ ...modelsQuery(slug), refetchOnMount: 'always' });
  const snapshots = useQuery({ ...snapshotChoicesQuery(slug), refetchOnMount: 'always' });
  return (
    <QueryView query={models} loading="Loading the models">
      {({ items }) => (
        <QueryView query={snapshots} loading="Loading the snapshots">
          {({ items: frozen }) => {
            const bases = items
              .flatMap(({ versions }) => versions)
              .filter(
                ({ purpose, status, origin }) =>
                  purpose === 'policy' && status !== 'failed' && origin !== 'endpoint',
              )
              .map(({ model, version }) => `${model} v${version}`);
            const named = (kind: 'sft' | 'preference') =>
              frozen.filter((snapshot) => snapshot.kind === kind).map(({ name }) => name);
            if (named('preference').length === 0 && text === null) {
              return (
                <EmptyState
                  title="No preferences to learn from"
                  action={
                    <ButtonLink to="/p/$project/snapshots/new" params={{ project: slug }}>
                      Freeze a snapshot
                    </ButtonLink>
                  }
                >
                  A pipeline learns from what people preferred. Freeze their ratings first.
                </EmptyState>
              );
            }
            return (
              <PipelineForm
                bases={bases}
                demonstrations={named('sft')}
                preferences={named('preference')}
                text={text}
              />
            );
          }}
        </QueryView>
      )}
    </QueryView>
  );
}
