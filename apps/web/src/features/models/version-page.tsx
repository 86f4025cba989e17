import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ModelVersionDetail } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { api, ok } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { Lineage } from './lineage.tsx';
import classes from './models.module.css';
import { PromoteDialog } from './promote-dialog.tsx';
import { versionQuery } from './version-query.ts';
import { VersionStatus } from './version-status.tsx';
import { describeFacts, originWords } from './version-words.ts';

/** One model version: its state, what it is, where it comes from, what came of it. */
export function VersionPage() {
  const project = useProject();
  const { versionId } = useParams({ from: '/app/p/$project/models/$versionId' });
  const version = useQuery(versionQuery(project.slug, versionId));
  return (
    <QueryView query={version} loading="Loading the model version">
      {(data) => <Version version={data} />}
    </QueryView>
  );
}

function Version({ version }: { version: ModelVersionDetail }) {
  const project = useProject();
  const [promoting, setPromoting] = useState(false);
  const mayAct = mayUse(project.role, ['lead', 'engineer']);
  const ready = version.status === 'ready';
  return (
    <Stack gap="lg">
      <PageHeader
        title={`${version.model} v${version.version}`}
        actions={
          mayAct && ready ? (
            <>
              <Button variant="default" onClick={() => setPromoting(true)}>
                Promote
              </Button>
              {version.purpose === 'policy' ? (
                <ButtonLink
                  to="/p/$project/runs/new"
                  params={{ project: project.slug }}
                  search={{ version: version.id }}
                >
                  Generate responses
                </ButtonLink>
              ) : null}
            </>
          ) : null
        }
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/models`}>
            All models
          </Anchor>
          <VersionStatus status={version.status} />
          {version.aliases.map((alias) => (
            <Badge key={alias} variant="outline">
              {alias}
            </Badge>
          ))}
          <span>
            {originWords[version.origin]}, <TimeAgo at={version.createdAt} />
            {version.createdBy ? ` by ${version.createdBy}` : ''}
          </span>
        </Group>
      </PageHeader>
      {version.status === 'preparing' ? <Preparing origin={version.origin} /> : null}
      {version.status === 'failed' ? <Failed version={version} mayAct={mayAct} /> : null}
      {version.description ? <Text maw="75ch">{version.description}</Text> : null}
      <section>
        <Title order={2} mb="xs">
          What it is
        </Title>
        <dl className={classes.facts}>
          {[...placeOf(version), ...describeFacts(version.facts)].map(([label, value]) => (
            <Fact key={label} label={label} value={value} />
          ))}
          <Fact label="Responses" value={formatCount(version.responses)} />
        </dl>
      </section>
      <Lineage version={version} />
      <PromoteDialog version={version} opened={promoting} onClose={() => setPromoting(false)} />
    </Stack>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** Where it lies: only what its origin has. */
function placeOf({ location, hasKey, origin }: ModelVersionDetail): [string, string][] {
  const labels: Record<string, string> = {
    path: 'Folder',
    repository: 'Repository',
    revision: 'Revision',
    baseUrl: 'Address',
    model: 'Name there',
  };
  const lines = Object.entries(labels).flatMap(([key, label]): [string, string][] => {
    const value = location[key];
    return typeof value === 'string' ? [[label, value]] : [];
  });
  return origin === 'endpoint' ? [...lines, ['Key', hasKey ? 'stored, encrypted' : 'none']] : lines;
}

function Preparing({ origin }: { origin: ModelVersionDetail['origin'] }) {
  const why = {
    bundled: 'The worker converts the weights once, as soon as its Python environment is ready.',
    folder: 'The worker looks through the folder.',
    hub: 'The worker fetches the weights. For a large model this takes a while.',
    endpoint: 'The worker asks the endpoint which models it has.',
    trained: 'The worker looks through the weights.',
  };
  return (
    <Alert color="yellow" title="Being prepared" role="status">
      {why[origin]} Runs that use it wait until then.
    </Alert>
  );
}

function Failed({ version, mayAct }: { version: ModelVersionDetail; mayAct: boolean }) {
  const project = useProject();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/projects/{project}/model-versions/{versionId}/prepare', {
          params: { path: { project: project.slug, versionId: version.id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['project', project.slug, 'models'] }),
  });
  return (
    <Alert color="red" title="It cannot be used">
      <Stack gap="xs">
        <Text>{version.error}</Text>
        {retry.error ? <ErrorState error={retry.error} /> : null}
        {mayAct ? (
          <Group>
            <Button variant="default" size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
              Try again
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Alert>
  );
}
