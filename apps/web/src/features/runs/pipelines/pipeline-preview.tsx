import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { Stat, Stats } from '../../../components/stat.tsx';
import { formatCount, formatPlural } from '../../../lib/format.ts';
import { DocumentFaults } from '../document-faults.tsx';
import { methodWords } from '../run-words.ts';
import classes from '../runs.module.css';
import type { PipelinePreviewShown } from './pipelines-query.ts';

type Props = {
  query: { data: PipelinePreviewShown | undefined; error: unknown; isFetching: boolean };
  /** There is something to look at. */
  chosen: boolean;
};

/** What a pipeline would launch, run by run, and what forbids it. */
export function PipelinePreview({ query: { data, error, isFetching }, chosen }: Props) {
  return (
    <Stack aria-live="polite" aria-busy={isFetching}>
      <Title order={2}>What it will do</Title>
      {chosen ? null : <Text c="dimmed">Choose a model, preferences and a method to see it.</Text>}
      {chosen && error ? <DocumentFaults error={error} /> : null}
      {chosen && data && !error ? (
        <>
          <Stats>
            <Stat label="Runs" value={formatCount(data.steps.length)} />
            <Stat label="Steps of training" value={formatCount(totalSteps(data))} />
            <Stat label="Responses" value={formatCount(totalResponses(data))} />
          </Stats>
          <Findings title="This keeps it from starting" color="red" findings={data.problems} />
          <ol className={classes.plan}>
            {data.steps.map((step) => (
              <li key={step.step}>
                <strong>{step.step}</strong> {methodWords[step.method]}
                <Text size="sm" c="dimmed">
                  {describe(step)}
                </Text>
              </li>
            ))}
          </ol>
          <Findings title="Good to know" color="yellow" findings={data.warnings} />
        </>
      ) : null}
    </Stack>
  );
}

type Step = PipelinePreviewShown['steps'][number];

function describe({ needs, makes, training, size }: Step): string {
  const parts = [
    needs.length > 0 ? `after ${needs.join(' and ')}` : null,
    training ? formatPlural(training.steps, 'step') : formatPlural(size.prompts, 'prompt'),
    makes ? `makes ${makes.model} v${makes.version}` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

const totalSteps = ({ steps }: PipelinePreviewShown) =>
  steps.reduce((sum, { training }) => sum + (training?.steps ?? 0), 0);
const totalResponses = ({ steps }: PipelinePreviewShown) =>
  steps.reduce((sum, { size }) => sum + size.responses, 0);

function Findings(props: { title: string; color: string; findings: PipelinePreviewShown['problems'] }) {
  if (props.findings.length === 0) return null;
  return (
    <Alert color={props.color} title={props.title}>
      <List>
        {props.findings.map(({ code, path, message }) => (
          <List.Item key={`${code} ${path}`}>
            {path === '' ? '' : `${path}: `}
            {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
