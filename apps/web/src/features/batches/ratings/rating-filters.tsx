import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { flagWords } from '../../../lib/flag-words.ts';
import { useProject } from '../../../lib/project.ts';
import { peopleQuery } from '../console/console-query.ts';
import { type RatingSearch, ratingSearch } from './rating-search.ts';

type Props = { search: RatingSearch; onChange: (change: Partial<RatingSearch>) => void };
type Choice = {
  label: string;
  field: 'verdict' | 'side' | 'flag' | 'gold' | 'state' | 'origin';
  options: Record<string, string>;
};

const choices: Choice[] = [
  {
    label: 'Any verdict',
    field: 'verdict',
    options: {
      rated: 'Ratings, no skips',
      preference: 'One is better',
      tie: 'Equally good',
      both_good: 'Both good',
      both_bad: 'Both bad',
      grade: 'Grades',
      ranking: 'Rankings',
      skip: 'Skips',
    },
  },
  {
    label: 'Any side',
    field: 'side',
    options: { left: 'For the left', right: 'For the right', shown: 'For either side' },
  },
  {
    label: 'With or without a mark',
    field: 'flag',
    options: {
      any: 'With a mark',
      ...Object.fromEntries(Object.entries(flagWords).map(([flag, { label }]) => [flag, label])),
    },
  },
  {
    label: 'With golds',
    field: 'gold',
    options: {
      none: 'No golds',
      only: 'Golds only',
      judged: 'Golds that are judged',
      right: 'Golds, right',
      wrong: 'Golds, wrong',
    },
  },
  {
    label: 'Any state',
    field: 'state',
    options: { standing: 'Not voided', counted: 'Counts', late: 'Late', voided: 'Voided' },
  },
  { label: 'Here and imported', field: 'origin', options: { here: 'Rated here', imported: 'Imported' } },
];

/** Narrows the list; all that is set holds together. */
export function RatingFilters({ search, onChange }: Props) {
  const { slug } = useProject();
  const people = useQuery(peopleQuery(slug, {}));
  return (
    <Group gap="xs">
      <Select
        aria-label="Annotator"
        placeholder="Everybody"
        data={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.annotator ?? null}
        onChange={(value) => onChange({ annotator: value ?? undefined })}
        searchable
        clearable
        w={{ base: '100%', xs: 190 }}
      />
      {choices.map(({ label, field, options }) => (
        <Select
          key={field}
          aria-label={label}
          placeholder={label}
          data={Object.entries(options).map(([value, words]) => ({ value, label: words }))}
          value={search[field] ?? null}
          // Through the schema of the address, which knows what each field may be.
          onChange={(value) =>
            onChange({ [field]: ratingSearch.parse({ [field]: value ?? undefined })[field] })
          }
          clearable
          w={{ base: '100%', xs: 190 }}
        />
      ))}
    </Group>
  );
}
