import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ModelVersionDetail } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { api, ok } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { modelsQuery } from '../../lib/models-query.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { answeringVersions, versionName } from '../../lib/versions.ts';
import { Comparisons } from './comparisons.tsx';
import { Lineage } from './lineage.tsx';
import classes from './models.module.css';
import { opponentOf } from './opponent-of.ts';
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
  const { promote } = useSearch({ from: '/app/p/$project/models/$versionId' });
  const navigate = useNavigate({ from: '/p/$project/models/$versionId' });
  const [promoted, setPromoted] = useState<string | null>(null);
  const askPromote = (open: boolean) =>
    void navigate({ search: open ? { promote: true } : {}, replace: true });
  const mayAct = mayUse(project.role, ['lead', 'engineer']);
  const ready = version.status === 'ready';
  return (
    <Stack gap="lg">
      <PageHeader
        title={versionName(version)}
        actions={
          mayAct && ready ? (
            <>
              <Button variant="default" onClick={() => askPromote(true)}>
                Promote
              </Button>
              {version.purpose === 'policy' ? <PolicyActions version={version} /> : null}
            </>
          ) : null
        }
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/models`}>
            All models
          </Anchor>
          <LineageLink kind="version" id={version.id} />
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
      {promoted ? <Promoted version={version} name={promoted} onClose={() => setPromoted(null)} /> : null}
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
      {version.purpose === 'policy' ? <Comparisons version={version} /> : null}
      <Lineage version={version} />
      <PromoteDialog
        version={version}
        opened={promote === true && mayAct && ready}
        onClose={() => askPromote(false)}
        onPromoted={setPromoted}
      />
    </Stack>
  );
}

/** What comes next for a version that answers: it meets another one, or answers alone where there is no other. */
function PolicyActions({ version }: { version: ModelVersionDetail }) {
  const project = useProject();
  const params = { project: project.slug };
  const models = useQuery(modelsQuery(project.slug));
  const opponent = opponentOf(version, answeringVersions(models.data?.items ?? []));
  return (
    <>
      <ButtonLink
        variant={opponent ? 'default' : 'filled'}
        to="/p/$project/runs/new"
        params={params}
        search={{ version: version.id }}
      >
        Generate responses
      </ButtonLink>
      {opponent ? (
        <ButtonLink
          maw={{ base: '100%', sm: 320 }}
          to="/p/$project/runs/new"
          params={params}
          search={{ versions: [version.id, opponent.id] }}
        >
          Compare with {versionName(opponent)}
        </ButtonLink>
      ) : null}
    </>
  );
}

type PromotedProps = { version: ModelVersionDetail; name: string; onClose: () => void };

/** After a promotion: what the loop asks for next. */
function Promoted({ version, name, onClose }: PromotedProps) {
  const project = useProject();
  return (
    <Alert
      color="green"
      title={`${versionName(version)} is ${name} now`}
      role="status"
      withCloseButton
      closeButtonLabel="Hide this note"
      onClose={onClose}
    >
      <Text mb="xs">
        {version.purpose === 'policy'
          ? 'The next round begins with its answers: people compare them, and what they say trains the version after it.'
          : 'Training with PPO can learn from its scores.'}
      </Text>
      <ButtonLink
        size="xs"
        to="/p/$project/runs/new"
        params={{ project: project.slug }}
        search={version.purpose === 'policy' ? { version: version.id } : { method: 'ppo' }}
      >
        {version.purpose === 'policy' ? 'Start the next round' : 'Train with PPO'}
      </ButtonLink>
    </Alert>
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
    trained: 'A run is going to make it, or the worker looks through its weights.',
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
