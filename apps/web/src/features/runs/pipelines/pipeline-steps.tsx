import { Progress, Text, Title } from '@mantine/core';
import { hasEnded } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { formatShare } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { RunStatusBadge } from '../run-status.tsx';
import { describePlace, methodWords, shareDone } from '../run-words.ts';
import classes from '../runs.module.css';
import { WideTable } from '../wide-table.tsx';
import type { PipelineShown } from './pipelines-query.ts';

type Step = PipelineShown['steps'][number];

/** The runs of a pipeline in the order of its document: what each needs, how it stands, and what it made. */
export function PipelineSteps({ pipeline }: { pipeline: PipelineShown }) {
  return (
    <section aria-label="Runs of the pipeline">
      <Title order={2} mb="xs">
        Runs
      </Title>
      <WideTable label="Each run">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Method</th>
            <th scope="col">Needs</th>
            <th scope="col">State</th>
            <th scope="col">Made</th>
          </tr>
        </thead>
        <tbody>
          {pipeline.steps.map((step) => (
            <Row key={step.run.id} step={step} />
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}

function Row({ step: { step, needs, made, run } }: { step: Step }) {
  const { slug } = useProject();
  return (
    <tr>
      <th scope="row">
        <Link to="/p/$project/runs/$runId" params={{ project: slug, runId: run.id }}>
          {step}
        </Link>
        <Text size="sm" c="dimmed">
          {run.name}
        </Text>
      </th>
      <td>{methodWords[run.method]}</td>
      <td>{needs.join(', ')}</td>
      <td className={classes.standing}>
        <RunStatusBadge run={run} />
        <Standing run={run} />
      </td>
      <td>
        {made ? (
          <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: made.id }}>
            {made.model} v{made.version}
          </Link>
        ) : null}
      </td>
    </tr>
  );
}

/** What is to be said of a run beside its state: how far it is, what it waits for, or why it ended. */
function Standing({ run }: { run: Step['run'] }) {
  const share = shareDone(run);
  if (run.status === 'running')
    return share === null ? null : (
      <Progress mt={4} value={share * 100} aria-label={`${formatShare(share, 0)} of ${run.name}`} />
    );
  const words = hasEnded(run.status)
    ? run.error?.message
    : (run.waiting?.message ?? describePlace(run) ?? undefined);
  return words === undefined ? null : (
    <Text size="sm" c="dimmed">
      {words}
    </Text>
  );
}
