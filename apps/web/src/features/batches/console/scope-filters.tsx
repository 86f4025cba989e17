import { Group, SegmentedControl, Select, TextInput, VisuallyHidden } from '@mantine/core';
import { useProject } from '../../../lib/project.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { batchesKey, fetchBatches } from './console-query.ts';
import type { ScopeSearch } from './console-search.ts';

type Props = {
  search: ScopeSearch;
  onChange: (change: Partial<ScopeSearch>) => void;
  /** False while what a reader looks at first is still being asked for: the batches to choose from cost as much. */
  ready: boolean;
};

const periods = [
  { value: 'all', label: 'All' },
  { value: 'week', label: '7 days' },
  { value: 'today', label: 'Today' },
  { value: 'days', label: 'Days' },
] as const;

/** One batch or all, and the days that count. */
export function ScopeFilters({ search, onChange, ready }: Props) {
  const { slug } = useProject();
  const { rows = [] } = usePages(batchesKey(slug), (cursor) => fetchBatches(slug, cursor), {
    enabled: ready,
  });
  const { batch, period, from, to } = search;
  return (
    <Group gap="xs" align="flex-end">
      <Select
        aria-label="Batch"
        placeholder="All batches"
        data={rows.map(({ id, name }) => ({ value: id, label: name }))}
        value={batch ?? null}
        onChange={(value) => onChange({ batch: value ?? undefined })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'All batches' }}
        nothingFoundMessage="No such batch"
        w={{ base: '100%', xs: 260 }}
      />
      <div>
        <VisuallyHidden id="period-filter">Period</VisuallyHidden>
        <SegmentedControl
          aria-labelledby="period-filter"
          value={period ?? 'all'}
          onChange={(value) => {
            const chosen = periods.find((one) => one.value === value)?.value ?? 'all';
            onChange({
              period: chosen === 'all' ? undefined : chosen,
              ...(chosen === 'days' ? {} : { from: undefined, to: undefined }),
            });
          }}
          data={[...periods]}
        />
      </div>
      {period === 'days' ? (
        <>
          <TextInput
            type="date"
            aria-label="From"
            value={from ?? ''}
            max={to ?? ''}
            onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            aria-label="To"
            value={to ?? ''}
            min={from ?? ''}
            onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
          />
        </>
      ) : null}
    </Group>
  );
}
