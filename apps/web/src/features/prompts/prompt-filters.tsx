import { Group, MultiSelect, SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { PromptFacets } from '@prefloop/contract';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import type { PromptSearch } from './prompts-query.ts';

type Props = {
  search: PromptSearch;
  facets: PromptFacets | undefined;
  onChange: (change: Partial<PromptSearch>) => void;
};

type Facet = PromptFacets['tags'][number];

const options = (facet: Facet[]) =>
  facet.map(({ value, count }) => ({ value, label: `${value} (${formatCount(count)})` }));

/** Narrows the list. Values of one field add up to "any of", tags to "all of". */
export function PromptFilters({ search, facets, onChange }: Props) {
  const [text, setText] = useState(search.search ?? '');
  const commit = useDebouncedCallback(
    (value: string) => onChange({ search: value.trim() || undefined }),
    250,
  );
  const choice = (
    label: string,
    field: 'taskType' | 'language' | 'source' | 'tag',
    facet: Facet[] | undefined,
  ) =>
    facet && facet.length > 0 ? (
      <MultiSelect
        aria-label={label}
        placeholder={search[field]?.length ? '' : label}
        data={options(facet)}
        value={search[field] ?? []}
        onChange={(values) => onChange({ [field]: values.length > 0 ? values : undefined })}
        searchable
        clearable
        w={{ base: '100%', xs: 210 }}
      />
    ) : null;
  return (
    <Group gap="xs" align="flex-start">
      <TextInput
        type="search"
        aria-label="Search prompts"
        placeholder="Search the text"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          commit(event.currentTarget.value);
        }}
        w={{ base: '100%', xs: 240 }}
      />
      {choice('Task type', 'taskType', facets?.taskTypes)}
      {choice('Language', 'language', facets?.languages)}
      {choice('Tags', 'tag', facets?.tags)}
      {choice('Source', 'source', facets?.sources)}
      <div>
        <VisuallyHidden id="reference-filter">With or without a reference response</VisuallyHidden>
        <SegmentedControl
          aria-labelledby="reference-filter"
          value={search.hasReference === undefined ? 'all' : String(search.hasReference)}
          onChange={(value) => onChange({ hasReference: value === 'all' ? undefined : value === 'true' })}
          data={[
            { value: 'all', label: 'All' },
            { value: 'true', label: 'With reference' },
            { value: 'false', label: 'Without' },
          ]}
        />
      </div>
    </Group>
  );
}
