import { Drawer, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { GuidelinesText } from '../../../components/guidelines-text.tsx';
import { Loading } from '../../../components/loading.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { api, ok } from '../../../lib/api.ts';

// By version, so that a change is fetched however short ago the one before was.
const guidelinesQuery = (project: string, version: number | null) => ({
  queryKey: ['project', project, 'guidelines', 'newest', version],
  queryFn: async () => {
    const { items } = await ok(
      api.GET('/v1/projects/{project}/guidelines', { params: { path: { project }, query: { limit: 1 } } }),
    );
    return items[0] ?? null;
  },
});

type Props = {
  project: string;
  /** The newest version, as far as this page has heard. */
  version: number | null;
  opened: boolean;
  onClose: () => void;
};

/** What the project tells its annotators, over the pair and without moving it. */
export function GuidelinesDrawer({ project, version, opened, onClose }: Props) {
  const { t } = useTranslation('queue');
  const { t: common } = useTranslation();
  const guidelines = useQuery({ ...guidelinesQuery(project, version), enabled: opened });
  return (
    <Drawer opened={opened} onClose={onClose} title={t('guidelines.title')} position="right" size={560}>
      {guidelines.isPending ? <Loading label={t('guidelines.fetching')} /> : null}
      {guidelines.isError ? (
        <ErrorState error={guidelines.error} onRetry={() => void guidelines.refetch()} />
      ) : null}
      {guidelines.data === null ? (
        <EmptyState title={t('guidelines.none')}>{t('guidelines.noneWhy')}</EmptyState>
      ) : null}
      {guidelines.data ? (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            <Trans
              t={common}
              i18nKey="versionFrom"
              values={{ version: guidelines.data.version }}
              components={{ when: <TimeAgo at={guidelines.data.createdAt} /> }}
            />
          </Text>
          <GuidelinesText text={guidelines.data.body} />
        </>
      ) : null}
    </Drawer>
  );
}
