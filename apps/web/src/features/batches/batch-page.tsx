import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { BatchStatus } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { formatCount } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { ArmsView } from './arms-view.tsx';
import { BatchProgressView } from './batch-progress-view.tsx';
import {
  audienceWords,
  describeComposition,
  overlapWords,
  statusColor,
  strategyWords,
} from './batch-words.ts';
import { type BatchItem, batchQuery, progressQuery } from './batches-query.ts';
import { QualityView } from './quality/quality-view.tsx';
import { ServiceDialog } from './service-dialog.tsx';
import { LiveAgreement } from './statistics/live-agreement.tsx';
import { StatisticsSection } from './statistics/statistics-section.tsx';
import { useChangeBatch } from './use-change-batch.ts';

type Step = { status: 'released' | 'paused' | 'closed'; verb: string };

const steps: Record<BatchStatus, Step[]> = {
  draft: [{ status: 'released', verb: 'Release' }],
  released: [
    { status: 'closed', verb: 'Close' },
    { status: 'paused', verb: 'Pause' },
  ],
  paused: [
    { status: 'closed', verb: 'Close' },
    { status: 'released', verb: 'Resume' },
  ],
  closed: [{ status: 'released', verb: 'Release again' }],
};

/** One batch: its state and the steps out of it, how far it is, how people rate in it and how far they agree. */
export function BatchPage() {
  const project = useProject();
  const { batchId } = useParams({ from: '/app/p/$project/batches/$batchId' });
  const batch = useQuery(batchQuery(project.slug, batchId));
  const progress = useQuery(progressQuery(project.slug, batchId));
  const change = useChangeBatch();
  const [changing, setChanging] = useState(false);
  if (batch.isPending) return <Loading label="Loading the batch" lines={8} />;
  if (batch.isError) return <ErrorState error={batch.error} onRetry={() => void batch.refetch()} />;
  const { data } = batch;
  const offered = project.role === 'lead' && data.composition !== null ? steps[data.status] : [];
  // All that was wanted is in: its ratings are to be learnt from.
  const rated = progress.data && progress.data.ratings.counted > 0 && progress.data.ratings.left === 0;
  const mayFreeze = rated && mayUse(project.role, ['lead', 'engineer']);
  const disputed = progress.data?.tasks.disputed ?? 0;
  const disagreeing = progress.data
    ? progress.data.agreement.agreeing < progress.data.agreement.pairs
    : false;
  const mayDecide = project.role === 'lead' && disputed > 0;
  const mayRate =
    data.status === 'released' &&
    progress.data !== undefined &&
    progress.data.ratings.left > 0 &&
    mayUse(project.role, ['lead', 'engineer', 'annotator']);
  return (
    <Stack gap="lg">
      <PageHeader
        title={data.name}
        actions={
          <>
            {offered.map(({ status, verb }, index) => (
              <Button
                key={status}
                variant={index === offered.length - 1 && !mayFreeze && !mayRate ? 'filled' : 'default'}
                loading={change.isPending && change.variables.change.status === status}
                onClick={() => change.mutate({ batch: batchId, change: { status } })}
              >
                {verb}
              </Button>
            ))}
            {mayDecide ? (
              <ButtonLink
                to="/p/$project/decide"
                params={{ project: project.slug }}
                search={{ batch: data.id }}
                variant={mayRate ? 'default' : 'filled'}
              >
                Decide {formatCount(disputed)}
              </ButtonLink>
            ) : null}
            {mayRate ? (
              <ButtonLink to="/p/$project/rate" params={{ project: project.slug }}>
                Rate
              </ButtonLink>
            ) : null}
            {mayFreeze ? (
              <ButtonLink to="/p/$project/snapshots/new" params={{ project: project.slug }}>
                Freeze a snapshot
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/batches`}>
            All batches
          </Anchor>
          <LineageLink kind="batch" id={data.id} />
          <Badge variant="light" color={statusColor[data.status]}>
            {data.status}
          </Badge>
          <span>
            {audienceWords(data) === null ? '' : `${audienceWords(data)} · `}
            {overlapWords(data)} · priority {data.priority} · {strategyWords[data.strategy].toLowerCase()}
          </span>
          {offered.length > 0 ? (
            <Anchor component="button" type="button" onClick={() => setChanging(true)}>
              Change who rates it
            </Anchor>
          ) : null}
        </Group>
      </PageHeader>
      {changing ? <ServiceDialog batch={data} onClose={() => setChanging(false)} /> : null}
      {change.isError ? <ErrorState error={change.error} /> : null}
      <Text c="dimmed">
        {describeComposition(data.composition)} <ArenaLink batch={data} />{' '}
        {project.role === 'lead' && disagreeing && data.taskKind === 'pair' ? (
          <Link
            to="/p/$project/decide"
            params={{ project: project.slug }}
            search={{ batch: data.id, scope: 'all' }}
          >
            Look at the disagreements
          </Link>
        ) : null}
      </Text>
      {progress.isPending ? <Loading label="Loading progress" lines={6} /> : null}
      {progress.isError ? (
        <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />
      ) : null}
      {progress.data ? (
        <>
          <BatchProgressView progress={progress.data} kind={data.taskKind} />
          {progress.data.arms.length > 0 ? <ArmsView batchId={batchId} arms={progress.data.arms} /> : null}
          {data.taskKind === 'pair' ? (
            <StatisticsSection batchId={batchId} live={progress.data.agreement} />
          ) : (
            <LiveAgreement live={progress.data.agreement} kind={data.taskKind} />
          )}
        </>
      ) : null}
      {project.role === 'lead' ? <QualityView key={data.id} batch={data} /> : null}
    </Stack>
  );
}

/** Where two versions meet, the arena tells who wins. */
function ArenaLink({ batch }: { batch: BatchItem }) {
  const { slug } = useProject();
  const pairing = batch.composition?.pairing;
  if (pairing?.kind !== 'across') return null;
  const [first, second] = pairing.versions;
  if (first === undefined || second === undefined) return null;
  return (
    <Link to="/p/$project/arena/$first/$second" params={{ project: slug, first, second }}>
      See who wins
    </Link>
  );
}
