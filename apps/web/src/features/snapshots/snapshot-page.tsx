import { Anchor, Button, Group, List, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { firstMethod } from '@prefloop/contract';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { describeRules, kindWords } from './rule-words.ts';
import { snapshotQuery, snapshotRowsQuery } from './snapshots-query.ts';
import { StatisticsView } from './statistics.tsx';
import { TrainingRows } from './training-rows.tsx';

/** One frozen data set: rules, counts, hash, its rows, and the files that TRL loads. */
export function SnapshotPage() {
  const project = useProject();
  const { snapshotId } = useParams({ from: '/app/p/$project/snapshots/$snapshotId' });
  const { split } = useSearch({ from: '/app/p/$project/snapshots/$snapshotId' });
  const navigate = useNavigate({ from: '/p/$project/snapshots/$snapshotId' });
  const snapshot = useQuery(snapshotQuery(project.slug, snapshotId));
  const rows = useInfiniteQuery(snapshotRowsQuery(project.slug, snapshotId, split));
  if (snapshot.isPending) return <Loading label="Loading the snapshot" lines={8} />;
  if (snapshot.isError) return <ErrorState error={snapshot.error} onRetry={() => void snapshot.refetch()} />;
  const { data } = snapshot;
  const file = (part: 'train' | 'eval') =>
    `/v1/projects/${encodeURIComponent(project.slug)}/snapshots/${snapshotId}/download?split=${part}`;
  const mayDownload = project.role === 'lead' || project.role === 'engineer';
  const shown = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="lg">
      <PageHeader
        title={data.name}
        actions={
          mayDownload ? (
            <Group gap="xs">
              {(['train', 'eval'] as const).map((part) => (
                <Button
                  key={part}
                  component="a"
                  href={file(part)}
                  download
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  {part}.jsonl
                </Button>
              ))}
              <ButtonLink
                to="/p/$project/runs/new"
                params={{ project: project.slug }}
                search={{ method: firstMethod[data.kind], snapshot: snapshotId }}
              >
                Train
              </ButtonLink>
            </Group>
          ) : null
        }
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/snapshots`}>
            All snapshots
          </Anchor>
          <LineageLink kind="snapshot" id={data.id} />
          <span>
            {kindWords[data.kind]}, frozen <TimeAgo at={data.createdAt} />
          </span>
        </Group>
      </PageHeader>
      <CopyField value={data.hash} name="hash" />
      <StatisticsView statistics={data.statistics} />
      <section>
        <Title order={2} mb="xs">
          Rules
        </Title>
        <List>
          {describeRules(data.rules).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </section>
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2}>Rows</Title>
          <SegmentedControl
            aria-label="Split"
            value={split}
            onChange={(value) =>
              navigate({ search: { split: value === 'eval' ? 'eval' : 'train' }, replace: true })
            }
            data={[
              { value: 'train', label: `Train (${formatCount(data.statistics.train)})` },
              { value: 'eval', label: `Eval (${formatCount(data.statistics.eval)})` },
            ]}
          />
        </Group>
        {rows.isPending ? <Loading label="Loading rows" /> : null}
        {rows.isError ? <ErrorState error={rows.error} onRetry={() => void rows.refetch()} /> : null}
        {rows.isSuccess && shown.length === 0 ? <Text c="dimmed">This split has no rows.</Text> : null}
        <TrainingRows rows={shown} />
        {rows.hasNextPage ? (
          <Button
            variant="default"
            onClick={() => void rows.fetchNextPage()}
            loading={rows.isFetchingNextPage}
          >
            Show more rows
          </Button>
        ) : null}
      </section>
    </Stack>
  );
}
