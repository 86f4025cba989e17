import { Drawer, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { api, ok } from '../../../lib/api.ts';
import { FormattedText } from '../markdown/formatted-text.tsx';
import { loadPluginsFor } from '../markdown/plugins.ts';

const guidelinesQuery = (project: string) => ({
  queryKey: ['project', project, 'guidelines', 'newest'],
  queryFn: async () => {
    const { items } = await ok(
      api.GET('/v1/projects/{project}/guidelines', { params: { path: { project }, query: { limit: 1 } } }),
    );
    const newest = items[0] ?? null;
    if (newest) await loadPluginsFor([newest.body]);
    return newest;
  },
});

type Props = { project: string; opened: boolean; onClose: () => void };

/** What the project tells its annotators, over the pair and without moving it. */
export function GuidelinesDrawer({ project, opened, onClose }: Props) {
  const guidelines = useQuery({ ...guidelinesQuery(project), enabled: opened });
  return (
    <Drawer opened={opened} onClose={onClose} title="Guidelines" position="right" size={560}>
      {guidelines.isPending ? <Loading label="Fetching the guidelines" /> : null}
      {guidelines.isError ? (
        <ErrorState error={guidelines.error} onRetry={() => void guidelines.refetch()} />
      ) : null}
      {guidelines.data === null ? (
        <EmptyState title="No guidelines yet">The lead of this project has not written any.</EmptyState>
      ) : null}
      {guidelines.data ? (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            Version {guidelines.data.version}, <TimeAgo at={guidelines.data.createdAt} />
          </Text>
          <FormattedText text={guidelines.data.body} raw={false} />
        </>
      ) : null}
    </Drawer>
  );
}
