import { MultiSelect, NumberInput, SegmentedControl, Select, Switch, Text } from '@mantine/core';
import {
  type AdaptiveOverlap,
  defaultOverlapPolicy,
  fewestRanked,
  mostRanked,
  type TaskKind,
  taskKindOf,
} from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useProject } from '../../lib/project.ts';
import { AudienceFields, type Reach } from './audience-fields.tsx';
import { taskNames } from './batch-words.ts';
import { type Composition, facetsQuery, versionsQuery } from './batches-query.ts';
import { type Order, OrderFields } from './order-fields.tsx';

type Pairing = Composition['pairing'];
type Filter = NonNullable<Composition['filter']>;
export type Service = Reach &
  Order & {
    overlap: number;
    /** More ratings while the verdict is unsure; left out: the same number for every pair. */
    adaptive?: AdaptiveOverlap;
    leaseMinutes: number;
  };

const kindWords: Record<TaskKind, string> = {
  pair: 'Two responses to one prompt, to say which is better.',
  single: 'A response by itself, good or bad or 1 to 5, as the rating form says.',
  ranking: 'Several responses to one prompt, to put in order.',
};

/** What people are given: which responses to one prompt meet, or each by itself. */
export function PairingFields({
  pairing,
  onChange,
}: {
  pairing: Pairing;
  onChange: (pairing: Pairing) => void;
}) {
  const project = useProject();
  const versions = useQuery(versionsQuery(project.slug));
  const data = versions.data ?? [];
  const chooseKind = (kind: string) => {
    if (kind === 'single') onChange({ kind: 'single' });
    else if (kind === 'ranking') onChange({ kind: 'ranking', size: 4 });
    else onChange({ kind: 'all' });
  };
  const choose = (kind: string) => {
    if (kind === 'random') onChange({ kind: 'random', perPrompt: 1 });
    else if (kind === 'across') onChange({ kind: 'across', versions: ['', ''] });
    else onChange({ kind: 'all' });
  };
  return (
    <>
      <div>
        <Text size="sm" fw={600} mb={4}>
          What people are given
        </Text>
        <SegmentedControl
          fullWidth
          aria-label="What people are given"
          value={taskKindOf(pairing)}
          onChange={chooseKind}
          data={[
            { value: 'pair', label: 'Pairs' },
            { value: 'single', label: 'One response' },
            { value: 'ranking', label: 'Rankings' },
          ]}
        />
        <Text size="sm" c="dimmed" mt={4}>
          {kindWords[taskKindOf(pairing)]}
        </Text>
      </div>
      {taskKindOf(pairing) === 'pair' ? (
        <div>
          <Text size="sm" fw={600} mb={4}>
            Pairs
          </Text>
          <SegmentedControl
            fullWidth
            aria-label="Pairs"
            value={pairing.kind}
            onChange={choose}
            data={[
              { value: 'all', label: 'All' },
              { value: 'random', label: 'Random' },
              { value: 'across', label: 'Across versions' },
            ]}
          />
        </div>
      ) : null}
      {pairing.kind === 'ranking' ? (
        <NumberInput
          label="Responses in a ranking"
          description="Prompts with fewer different ones are left out."
          value={pairing.size}
          onChange={(size) => typeof size === 'number' && onChange({ ...pairing, size })}
          min={fewestRanked}
          max={mostRanked}
          allowDecimal={false}
        />
      ) : null}
      {pairing.kind === 'single' || pairing.kind === 'ranking' ? (
        <NumberInput
          label={pairing.kind === 'single' ? 'Responses a prompt' : 'Rankings a prompt'}
          description="Empty: as many as there are."
          value={pairing.perPrompt ?? ''}
          onChange={(value) => {
            const { perPrompt: _, ...rest } = pairing;
            onChange(typeof value === 'number' ? { ...rest, perPrompt: value } : rest);
          }}
          min={1}
          max={50}
          allowDecimal={false}
        />
      ) : null}
      {pairing.kind === 'random' ? (
        <NumberInput
          label="Pairs a prompt"
          value={pairing.perPrompt}
          onChange={(value) => typeof value === 'number' && onChange({ kind: 'random', perPrompt: value })}
          min={1}
          max={50}
          allowDecimal={false}
        />
      ) : null}
      {pairing.kind === 'across'
        ? ([0, 1] as const).map((at) => (
            <Select
              key={at}
              label={at === 0 ? 'One version' : 'The other version'}
              data={data}
              value={pairing.versions[at] || null}
              onChange={(id) =>
                onChange({ ...pairing, versions: withVersion(pairing.versions, at, id ?? '') })
              }
              searchable
            />
          ))
        : null}
    </>
  );
}

/** Chooses one of the two; the one that stands at the other place changes places with it. */
function withVersion([one, other]: [string, string], at: 0 | 1, id: string): [string, string] {
  if (at === 0) return [id, id === other ? one : other];
  return [id === one ? other : one, id];
}

/** Which prompts take part. */
export function FilterFields({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const project = useProject();
  const facets = useQuery(facetsQuery(project.slug));
  const set = (field: 'taskTypes' | 'languages' | 'tags' | 'sources', values: string[]) => {
    const { [field]: _, ...rest } = filter;
    onChange(values.length > 0 ? { ...rest, [field]: values } : rest);
  };
  const names = {
    taskTypes: 'Task types',
    languages: 'Languages',
    tags: 'Tags',
    sources: 'Sources',
  } as const;
  return (['taskTypes', 'languages', 'tags', 'sources'] as const).map((field) => {
    const values = facets.data?.[field] ?? [];
    return values.length > 1 ? (
      <MultiSelect
        key={field}
        label={names[field]}
        placeholder={filter[field] ? '' : 'all'}
        data={values.map(({ value }) => value)}
        value={filter[field] ?? []}
        onChange={(chosen) => set(field, chosen)}
        searchable
        clearable
      />
    ) : null;
  });
}

/** How the batch is served: how often each task, to whom, in which order, before or after other batches. */
export function ServiceFields({
  service,
  kind,
  onChange,
}: {
  service: Service;
  kind: TaskKind;
  onChange: (service: Service) => void;
}) {
  const pairs = kind === 'pair';
  const set = (change: Partial<Service>) => onChange({ ...service, ...change });
  return (
    <>
      <NumberInput
        label="Overlap"
        description={`Ratings wanted for each ${taskNames[kind][0]}, by different people.`}
        value={service.overlap}
        onChange={(value) => typeof value === 'number' && set({ overlap: value })}
        min={service.adaptive ? 2 : 1}
        max={50}
        allowDecimal={false}
      />
      {pairs ? (
        <Switch
          label="More while people disagree"
          description="One more person at a time while the verdict is unsure, then a lead decides. It takes about a third fewer ratings than five for every pair, for the same accuracy."
          checked={service.adaptive !== undefined}
          onChange={(event) => {
            const { adaptive: _, ...rest } = service;
            const overlap = Math.max(2, service.overlap);
            const limit = Math.max(defaultOverlapPolicy.limit, overlap + 1);
            const adaptive = { limit, confidence: defaultOverlapPolicy.confidence };
            onChange(event.currentTarget.checked ? { ...rest, overlap, adaptive } : rest);
          }}
        />
      ) : null}
      {service.adaptive ? (
        <NumberInput
          label="At most"
          description="Ratings for one pair, before a lead decides."
          value={service.adaptive.limit}
          onChange={(limit) =>
            typeof limit === 'number' && service.adaptive && set({ adaptive: { ...service.adaptive, limit } })
          }
          min={service.overlap + 1}
          max={50}
          allowDecimal={false}
        />
      ) : null}
      <AudienceFields reach={service} onChange={set} />
      <OrderFields order={service} onChange={set} pairs={pairs} />
    </>
  );
}
