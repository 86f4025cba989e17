import { Alert, Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { hasEnded, isReinforced, type RunMethod, type RunMetrics, trainingMethods } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { GuardNotice } from './guard-notice.tsx';
import { cureOf } from './mend.ts';
import { RunCurves } from './run-curves.tsx';
import { RunEstimate } from './run-estimate.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunLine } from './run-line.tsx';
import { RunLog } from './run-log.tsx';
import { RunNotes } from './run-notes.tsx';
import { RunOutcome } from './run-outcome.tsx';
import { RunRecord } from './run-record.tsx';
import { RunResponses } from './run-responses.tsx';
import { RunSamples } from './run-samples.tsx';
import { RunStatusBadge } from './run-status.tsx';
import { formatDuration, methodWords, secondsRunning, shareDone } from './run-words.ts';
import { curvesQuery, type RunShown, runQuery } from './runs-query.ts';
import { ScoreHistogram } from './score-histogram.tsx';
import { type Liveness, useLiveRun } from './use-live-run.ts';
import { useNow } from './use-now.ts';
import { WinTable } from './win-table.tsx';

/** Methods whose model answers fixed prompts while it learns. */
const answersSamples = new Set<RunMethod>(trainingMethods.filter((method) => method !== 'reward'));

const launchableMethods = ['generate', 'score', 'evaluate', ...trainingMethods] as const;
/** Methods that tell how the scores of answers are spread. */
const tellsScores = new Set<RunMethod>(['reward', ...trainingMethods.filter(isReinforced)]);

/** One run as it happens: state, cause, progress, curves, what it makes, what it prints. */
export function RunPage() {
  const project = useProject();
  const { runId } = useParams({ from: '/app/p/$project/runs/$runId' });
  const run = useQuery(runQuery(project.slug, runId));
  const curves = useQuery(curvesQuery(project.slug, runId));
  return (
    <QueryView query={run} loading="Loading the run">
      {(data) => (
        <QueryView query={curves} loading="Loading the curves">
          {(start) => <LiveRun key={runId} run={data} start={start} />}
        </QueryView>
      )}
    </QueryView>
  );
}

function LiveRun({ run, start }: { run: RunShown; start: RunMetrics }) {
  const project = useProject();
  const { curves, liveness, clockAhead } = useLiveRun(project.slug, run, start);
  const [cancelling, setCancelling] = useState(false);
  const open = !hasEnded(run.status);
  const launchable = launchableMethods.find((method) => method === run.method);
  const mayLaunch = launchable !== undefined && mayUse(project.role, ['lead', 'engineer']);
  const mayCancel = open && mayUse(project.role, ['lead', 'engineer']);
  const mayCompose = !open && run.method === 'generate' && run.responses > 1 && project.role === 'lead';
  return (
    <Stack gap="lg">
      <PageHeader
        title={run.name}
        actions={
          <>
            <ButtonLink
              variant="default"
              to="/p/$project/runs/compare"
              params={{ project: project.slug }}
              search={{ runs: [run.id] }}
            >
              Compare
            </ButtonLink>
            {mayLaunch ? (
              <ButtonLink
                variant="default"
                to="/p/$project/runs/new"
                params={{ project: project.slug }}
                search={{ method: launchable, clone: run.id }}
              >
                Clone
              </ButtonLink>
            ) : null}
            {mayCancel ? (
              <Button variant="default" disabled={run.cancelRequested} onClick={() => setCancelling(true)}>
                {run.cancelRequested ? 'Ending' : 'Cancel'}
              </Button>
            ) : null}
            {mayCompose ? (
              <ButtonLink
                to="/p/$project/batches/new"
                params={{ project: project.slug }}
                search={pairingOf(run)}
              >
                {run.versions.length > 1 ? 'Pair the answers blind' : 'Pair the answers'}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/runs`}>
            All runs
          </Anchor>
          {run.pipeline ? (
            <Anchor component={Link} to={`/p/${project.slug}/runs/pipelines/${run.pipeline.id}`}>
              {run.pipeline.name}
            </Anchor>
          ) : null}
          <LineageLink kind="run" id={run.id} />
          <RunStatusBadge run={run} />
          <span>
            {methodWords[run.method]}, launched <TimeAgo at={run.createdAt} />
            {run.createdBy ? ` by ${run.createdBy}` : ''}
          </span>
          <LivenessNote liveness={liveness} />
        </Group>
      </PageHeader>
      <Cause run={run} />
      <RunLine run={run} />
      <RunProgressLine run={run} />
      <GuardNotice run={run} />
      <RunOutcome run={run} />
      {run.progress.wins ? <WinTable wins={run.progress.wins} versions={run.versions} /> : null}
      {!open && run.method === 'generate' && run.responses > 1 && project.role === 'engineer' ? (
        <Text c="dimmed">A lead can pair these answers for people to rate.</Text>
      ) : null}
      {/* Of a run that is over without a value there is nothing to draw, and nothing to wait for. */}
      {open || curves.size > 0 ? <RunCurves run={run} curves={curves} clockAhead={clockAhead} /> : null}
      {tellsScores.has(run.method) ? <ScoreHistogram run={run} /> : null}
      <RunNotes run={run} />
      {run.method === 'generate' || run.method === 'evaluate' ? <RunResponses run={run} /> : null}
      {answersSamples.has(run.method) ? <RunSamples run={run} /> : null}
      <RunLog run={run} />
      <RunEstimate run={run} />
      <section>
        <Title order={2} mb="xs">
          Settings
        </Title>
        <RunFacts run={run} />
        {launchable ? <RunRecord runId={run.id} number={run.number} /> : null}
      </section>
      <CancelDialog run={run} opened={cancelling && open} onClose={() => setCancelling(false)} />
    </Stack>
  );
}

/** Two versions meet each other; the answers of one, or of three and more, are all paired. */
function pairingOf({ id, versions }: RunShown): { runId: string; across?: [string, string] } {
  const [one, other, ...rest] = versions;
  return one && other && rest.length === 0 ? { runId: id, across: [one.id, other.id] } : { runId: id };
}

function LivenessNote({ liveness }: { liveness: Liveness }) {
  if (liveness !== 'interrupted') return null;
  return (
    <Text span c="dimmed" role="status">
      The connection broke off. What is shown may be old; it goes on by itself.
    </Text>
  );
}

/** Why it failed stands before everything else. */
function Cause({ run }: { run: RunShown }) {
  const project = useProject();
  if (!run.error) return null;
  const cure = cureOf(run);
  const over = hasEnded(run.status);
  const title = over ? (run.status === 'diverged' ? 'It diverged' : 'It failed') : 'The last attempt failed';
  return (
    <Alert color={over ? 'red' : 'orange'} title={title}>
      <Text>{run.error.message}</Text>
      {run.error.hint ? <Text mt={4}>{run.error.hint}</Text> : null}
      {over && cure && mayUse(project.role, ['lead', 'engineer']) ? (
        <Group mt="sm" gap="xs">
          <ButtonLink
            size="xs"
            variant="default"
            to="/p/$project/runs/new"
            params={{ project: project.slug }}
            search={{
              method: launchableMethods.find((known) => known === run.method),
              clone: run.id,
              fix: true,
            }}
          >
            Clone with fix
          </ButtonLink>
          <Text span>{cure.reason}</Text>
        </Group>
      ) : null}
    </Alert>
  );
}

function RunProgressLine({ run }: { run: RunShown }) {
  const now = useNow(run.status === 'running');
  const share = shareDone(run);
  const { step, total, secondsLeft } = run.progress;
  const seconds = secondsRunning(run, now);
  const unit = run.progress.unit === 'response' ? 'Responses' : 'Step';
  return (
    <div>
      {share !== null && !hasEnded(run.status) ? (
        <Progress value={share * 100} mb="md" aria-label={`${run.name}: done`} />
      ) : null}
      <Stats>
        <Stat
          label={unit}
          value={step === undefined ? null : `${formatCount(step)} of ${formatCount(total ?? step)}`}
        />
        <Stat
          label={hasEnded(run.status) ? 'Took' : 'Running for'}
          value={seconds === null ? null : formatDuration(seconds)}
        />
        {run.status === 'running' ? (
          <Stat
            label="Left, about"
            value={typeof secondsLeft === 'number' ? formatDuration(secondsLeft) : null}
          />
        ) : null}
        <Stat label="Attempt" value={run.attempt ? formatCount(run.attempt.number) : null} />
      </Stats>
    </div>
  );
}
