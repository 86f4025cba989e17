import { MultiSelect, NumberInput, Switch, TagsInput } from '@mantine/core';
import type { BatchAudience } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { distinctWords } from '../../lib/distinct-words.ts';
import { useProject } from '../../lib/project.ts';
import { ratersQuery } from './raters-query.ts';

export type Reach = { audience: BatchAudience; perPerson: number | null };

/** Who rates a batch, and how much of it one person may. */
export function AudienceFields({ reach, onChange }: { reach: Reach; onChange: (reach: Reach) => void }) {
  const { slug } = useProject();
  const raters = useQuery(ratersQuery(slug)).data ?? [];
  const { audience, perPerson } = reach;
  const set = (change: Partial<BatchAudience>) =>
    onChange({ ...reach, audience: { ...audience, ...change } });
  return (
    <>
      <MultiSelect
        label="Only these people"
        description="Empty: everybody who may rate."
        data={raters.map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` }))}
        value={audience.userIds ?? []}
        onChange={(ids) => set({ userIds: ids.length > 0 ? ids : null })}
        searchable
        clearable
        nothingFoundMessage="Nobody of that name may rate here"
      />
      <TagsInput
        label="Who have these skills"
        description="All of them; people’s skills stand on the People page. Enter after each."
        data={[...new Set(raters.flatMap(({ skills }) => skills))].toSorted()}
        value={audience.skills}
        onChange={(skills) => set({ skills: distinctWords(skills) })}
        maxTags={10}
        clearable
      />
      <Switch
        label="Only prompts in their languages"
        description="A prompt of unknown language goes to everybody."
        checked={audience.matchLanguage}
        onChange={(event) => set({ matchLanguage: event.currentTarget.checked })}
      />
      <NumberInput
        label="At most by one person"
        description="Tasks of this batch. Empty: no limit."
        value={perPerson ?? ''}
        onChange={(value) => onChange({ ...reach, perPerson: typeof value === 'number' ? value : null })}
        min={1}
        allowDecimal={false}
      />
    </>
  );
}
