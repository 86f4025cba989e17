import { Anchor, Button, Collapse, Group, Stack, Text, Title } from '@mantine/core';
import { trainingMethods } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { Stat, Stats } from '../../../components/stat.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { api, ok } from '../../../lib/api.ts';
import { formatPlural } from '../../../lib/format.ts';
import { mayUse, useProject } from '../../../lib/project.ts';
import { DownloadText } from '../download-text.tsx';
import { formatDuration } from '../run-words.ts';
import classes from '../runs.module.css';
import { runQuery, runsKey } from '../runs-query.ts';
import { WinTable } from '../win-table.tsx';
import { PipelineSteps } from './pipeline-steps.tsx';
import { describeCounts, PipelineBadge } from './pipelines-page.tsx';
import { type PipelineShown, pipelineQuery } from './pipelines-query.ts';

/** One pipeline: its runs and what they wait for, what came of them, and the document it was launched from. */
export function PipelinePage() {
  const project = useProject();
  const { pipelineId } = useParams({ from: '/app/p/$project/runs/pipelines/$pipelineId' });
  const pipeline = useQuery(pipelineQuery(project.slug, pipelineId));
  return (
    <QueryView query={pipeline} loading="Loading the pipeline">
      {(shown) => <Shown pipeline={shown} />}
    </QueryView>
  );
}

function Shown({ pipeline }: { pipeline: PipelineShown }) {
  const project = useProject();
  const [cancelling, setCancelling] = useState(false);
  const open = pipeline.status === 'open';
  const mayAct = mayUse(project.role, ['lead', 'engineer']);
  const trained = pipeline.steps.filter(({ run }) => trainingMethods.some((method) => method === run.method));
  const begun = trained.filter(({ run }) => run.startedAt !== null).map(({ run }) => run.id);
  return (
    <Stack gap="lg">
      <PageHeader
        title={pipeline.name}
        actions={
          <>
            {begun.length > 1 ? (
              <ButtonLink
                variant="default"
                to="/p/$project/runs/compare"
                params={{ project: project.slug }}
                search={{ runs: begun.slice(0, 20) }}
              >
                Compare the curves
              </ButtonLink>
            ) : null}
            {mayAct ? (
              <ButtonLink
                variant="default"
                to="/p/$project/runs/pipelines/new"
                params={{ project: project.slug }}
                search={{ from: pipeline.id }}
              >
                Launch again
              </ButtonLink>
            ) : null}
            {open && mayAct ? (
              <Button variant="default" onClick={() => setCancelling(true)}>
                Cancel
              </Button>
            ) : null}
          </>
        }
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/runs/pipelines`}>
            All pipelines
          </Anchor>
          <PipelineBadge status={pipeline.status} />
          <span>
            launched <TimeAgo at={pipeline.createdAt} />
            {pipeline.createdBy ? ` by ${pipeline.createdBy}` : ''}
          </span>
        </Group>
      </PageHeader>
      <Stats>
        <Stat label="Runs" value={pipeline.steps.length}>
          <span>{describeCounts(pipeline.counts)}</span>
        </Stat>
        <Stat label="Time taken" value={formatDuration(pipeline.spentHours * 3600)}>
          <span>
            {pipeline.budgetHours === null
              ? 'no limit'
              : `of ${formatDuration(pipeline.budgetHours * 3600)}, then what is left is cancelled`}
          </span>
        </Stat>
        <Stat label="If a run fails" value={pipeline.onError === 'stop' ? 'Stop' : 'Go on'}>
          <span>
            {pipeline.onError === 'stop'
              ? 'nothing more begins'
              : 'what does not need that run is not held up'}
          </span>
        </Stat>
      </Stats>
      <PipelineSteps pipeline={pipeline} />
      {pipeline.steps
        .filter(({ run }) => run.progress.wins !== undefined)
        .map(({ run }) => (
          <Wins key={run.id} runId={run.id} />
        ))}
      <Document text={pipeline.text} />
      <CancelDialog pipeline={pipeline} opened={cancelling && open} onClose={() => setCancelling(false)} />
    </Stack>
  );
}

function Wins({ runId }: { runId: string }) {
  const { slug } = useProject();
  const run = useQuery(runQuery(slug, runId));
  return (
    <QueryView query={run} loading="Loading the win rates">
      {({ progress, versions }) =>
        progress.wins ? <WinTable wins={progress.wins} versions={versions} /> : null
      }
    </QueryView>
  );
}

function Document({ text }: { text: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <section aria-label="Document">
      <Title order={2} mb="xs">
        Document
      </Title>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          aria-expanded={opened}
          aria-controls="pipeline-document"
          onClick={() => setOpened(!opened)}
        >
          {opened ? 'Hide it' : 'Show it'}
        </Button>
        <DownloadText text={text} name="pipeline.yaml" />
      </Group>
      <Collapse expanded={opened} id="pipeline-document">
        <Text component="pre" className={classes.document} mt="xs">
          {text}
        </Text>
      </Collapse>
    </section>
  );
}

type CancelProps = { pipeline: PipelineShown; opened: boolean; onClose: () => void };

function CancelDialog({ pipeline, opened, onClose }: CancelProps) {
  const { slug } = useProject();
  const queryClient = useQueryClient();
  const left = pipeline.steps.filter(({ run }) => run.finishedAt === null).length;
  const cancel = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/projects/{project}/pipelines/{pipelineId}/cancel', {
          params: { path: { project: slug, pipelineId: pipeline.id } },
        }),
      ),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: runsKey(slug) });
    },
  });
  return (
    <ConfirmDialog
      title={`Cancel "${pipeline.name}"?`}
      opened={opened}
      onClose={onClose}
      verb={`Cancel ${formatPlural(left, 'run')}`}
      pending={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate()}
    >
      {formatPlural(left, 'run')} of it will end without a model. What has ended stays as it is.
    </ConfirmDialog>
  );
}
