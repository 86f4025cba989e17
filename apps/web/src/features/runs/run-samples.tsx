import { Group, Select, Text, Title } from '@mantine/core';
import { hasEnded, type RunSample } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import marks from '../../components/change-marks.module.css';
import { QueryView } from '../../components/query-view.tsx';
import { formatCount, formatShare } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { compareSamples, type SampleChange } from './compare-samples.ts';
import classes from './runs.module.css';
import { type RunShown, samplesQuery } from './runs-query.ts';

/** What the model in training says to the fixed prompts at a step, beside what it said before. */
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
  const search = useSearch({ from: '/app/p/$project/runs/$runId' });
  const navigate = useNavigate({ from: '/p/$project/runs/$runId' });
  const set = (change: Partial<typeof search>) =>
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true, resetScroll: false });
  const steps = [...new Set(items.map(({ step }) => step))];
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? first;
  const step = search.step !== undefined && steps.includes(search.step) ? search.step : last;
  const previous = search.against === 'previous';
  const beside = step === first ? null : previous ? (steps[steps.indexOf(step) - 1] ?? first) : first;
  const order = search.order ?? 'asked';
  const changes = useMemo(() => compareSamples(items, step, beside, order), [items, step, beside, order]);
  const scored = items.some(({ reward }) => typeof reward === 'number');
  return (
    <>
      <Group gap="md" align="flex-end" mb="md">
        <Select
          label="Step"
          description={`${formatCount(steps.length)} evaluations so far`}
          data={steps.map((at) => ({ value: String(at), label: `Step ${formatCount(at)}` }))}
          value={String(step)}
          // The newest stays the newest as more come.
          onChange={(value) => set({ step: value === String(last) ? undefined : Number(value) })}
          allowDeselect={false}
          w={200}
        />
        <Select
          label="Beside it"
          data={[
            { value: 'base', label: `The first (step ${formatCount(first)})` },
            { value: 'previous', label: 'The one before' },
          ]}
          value={previous ? 'previous' : 'base'}
          onChange={(value) => set({ against: value === 'previous' ? value : undefined })}
          allowDeselect={false}
          w={200}
        />
        <Select
          label="Order"
          data={[
            { value: 'asked', label: 'As asked' },
            { value: 'change', label: 'Most changed first' },
            ...(scored ? [{ value: 'reward', label: 'Reward moved most first' }] : []),
          ]}
          value={order}
          onChange={(value) => set({ order: value === 'change' || value === 'reward' ? value : undefined })}
          allowDeselect={false}
          w={220}
        />
      </Group>
      <div className={`${classes.samples} ${marks.marks}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Prompt</th>
              {beside === null ? null : <th scope="col">Step {formatCount(beside)}</th>}
              <th scope="col">Step {formatCount(step)}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.now.ordinal}>
                <th scope="row" dir="auto">
                  {change.now.prompt}
                </th>
                {beside === null ? null : <Answer change={change} side="removed" />}
                <Answer change={change} side="added" />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** One of two answers, with the words marked that the other one has not. */
function Answer({ change, side }: { change: SampleChange; side: 'added' | 'removed' }) {
  const { before, now, passages, changed, rewardBy } = change;
  const sample = side === 'added' ? now : before;
  const Mark = side === 'added' ? 'ins' : 'del';
  return (
    <td dir="auto">
      {!sample?.completion ? (
        <Text c="dimmed">{sample ? '(an empty answer)' : 'none yet'}</Text>
      ) : passages.length === 0 ? (
        sample.completion
      ) : (
        passages.map(({ pieces }, place) => {
          const own = pieces.filter(({ kind }) => kind === 'same' || kind === side);
          if (own.length === 0) return null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the passages of one comparison never move
            <div key={place} className={classes.passage}>
              {own.map(({ kind, text }, run) =>
                kind === 'same' ? (
                  text
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor do their pieces
                  <Mark key={run} data-said={kind}>
                    {text}
                  </Mark>
                ),
              )}
            </div>
          );
        })
      )}
      <Text size="sm" c="dimmed">
        {[
          typeof sample?.reward === 'number' ? `reward ${sample.reward.toFixed(2)}` : null,
          side === 'added' && rewardBy !== null
            ? `${rewardBy < 0 ? '−' : '+'}${Math.abs(rewardBy).toFixed(2)}`
            : null,
          side === 'added' && before ? `${formatShare(changed, 0)} changed` : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </Text>
    </td>
  );
}
