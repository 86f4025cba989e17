import { Tabs, Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { GuidelinesText } from '../../components/guidelines-text.tsx';
import { TextChangesView } from '../../components/text-changes-view.tsx';
import { formatCount } from '../../lib/format.ts';
import { EnglishPart } from '../../lib/i18n/english-part.tsx';
import { useProject } from '../../lib/project.ts';
import { readerCountsQuery } from './guidelines-query.ts';
import { Readers } from './readers.tsx';

type Guideline = components['schemas']['Guideline'];
type View = 'text' | 'changes' | 'readers';

type Props = {
  shown: Guideline;
  /** The version before; null for the first. */
  before: Guideline | null;
  isNewest: boolean;
};

/** One version: its text, what it changed, and of the newest one, for those who see more than an annotator, who has read it. */
export function GuidelinesVersion({ shown, before, isNewest }: Props) {
  const { t } = useTranslation('shell');
  const project = useProject();
  const { view = 'text' } = useSearch({ from: '/app/p/$project/guidelines' });
  const navigate = useNavigate({ from: '/p/$project/guidelines' });
  const seesReaders = isNewest && project.role !== 'annotator';
  const counts = useQuery({ ...readerCountsQuery(project.slug), enabled: seesReaders });
  const there: Record<View, boolean> = { text: true, changes: before !== null, readers: seesReaders };
  const text =
    shown.body.trim() === '' ? (
      <Text c="dimmed">{t('guidelines.empty')}</Text>
    ) : (
      <GuidelinesText text={shown.body} />
    );
  if (before === null && !seesReaders) return text;
  return (
    <Tabs
      value={there[view] ? view : 'text'}
      onChange={(next) =>
        void navigate({
          search: ({ version }) => ({
            version,
            view: next === 'changes' || next === 'readers' ? next : undefined,
          }),
          replace: true,
        })
      }
    >
      <Tabs.List>
        <Tabs.Tab value="text">{t('guidelines.text')}</Tabs.Tab>
        {there.changes ? <Tabs.Tab value="changes">{t('guidelines.changes')}</Tabs.Tab> : null}
        {there.readers ? (
          <Tabs.Tab value="readers" lang="en">
            Read by
            {counts.data
              ? ` ${formatCount(counts.data.upToDate)} of ${formatCount(counts.data.readers)}`
              : ''}
          </Tabs.Tab>
        ) : null}
      </Tabs.List>
      <Tabs.Panel value="text" pt="md">
        {text}
      </Tabs.Panel>
      <Tabs.Panel value="changes" pt="md">
        {before ? <TextChangesView before={before.body} after={shown.body} /> : null}
      </Tabs.Panel>
      <Tabs.Panel value="readers">
        <EnglishPart>
          <Readers project={project.slug} newest={shown.version} />
        </EnglishPart>
      </Tabs.Panel>
    </Tabs>
  );
}
