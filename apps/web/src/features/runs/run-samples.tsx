import { Select, Text, Title } from '@mantine/core';
import { hasEnded, type RunSample } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryView } from '../../components/query-view.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import classes from './runs.module.css';
import { type RunShown, samplesQuery } from './runs-query.ts';

/** What the model in training says to the fixed prompts: before, and at a chosen step. */
export function RunSamples({ run }: { run: RunShown }) {
  const project = useProject();
  const query = useQuery(samplesQuery(project.slug, run.id, !hasEnded(run.status)));
  return (
    <section aria-label="Samples">
      <Title order={2} mb="xs">
        Samples
      </Title>
      <QueryView query={query} loading="Loading samples">
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">
              {hasEnded(run.status) ? 'It made none.' : 'None yet. They come with the first evaluation.'}
            </Text>
          ) : (
            <SampleTable items={items} />
          )
        }
      </QueryView>
    </section>
  );
}

function SampleTable({ items }: { items: RunSample[] }) {
  const steps = [...new Set(items.map(({ step }) => step))];
  const [chosen, setChosen] = useState<string | null>(null);
  const first = steps[0] ?? 0;
  const at = chosen === null ? (steps.at(-1) ?? first) : Number(chosen);
  const of = (step: number) => items.filter((item) => item.step === step);
  const columns = at === first ? [first] : [first, at];
  return (
    <>
      <Select
        label="Step"
        description={`${formatCount(steps.length)} evaluations so far; the first is shown beside it.`}
        data={steps.map((step) => ({ value: String(step), label: `Step ${formatCount(step)}` }))}
        value={String(at)}
        onChange={setChosen}
        allowDeselect={false}
        maw={320}
        mb="md"
      />
      <div className={classes.samples}>
        <table>
          <thead>
            <tr>
              <th scope="col">Prompt</th>
              {columns.map((step) => (
                <th key={step} scope="col">
                  Step {formatCount(step)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of(first).map(({ ordinal, prompt }) => (
              <tr key={ordinal}>
                <th scope="row" dir="auto">
                  {prompt}
                </th>
                {columns.map((step) => (
                  <SampleCell key={step} sample={of(step).find((item) => item.ordinal === ordinal)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function SampleCell({ sample }: { sample: RunSample | undefined }) {
  return (
    <td dir="auto">
      {sample?.completion || <Text c="dimmed">{sample ? '(an empty answer)' : 'none yet'}</Text>}
      {typeof sample?.reward === 'number' ? (
        <Text size="sm" c="dimmed">
          reward {sample.reward.toFixed(2)}
        </Text>
      ) : null}
    </td>
  );
}
