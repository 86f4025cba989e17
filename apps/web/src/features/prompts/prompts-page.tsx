import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { PromptItem } from '@prefloop/contract';
import { IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { PromptFilters } from './prompt-filters.tsx';
import classes from './prompts.module.css';
import { facetsQuery, type PromptSearch, promptsQuery } from './prompts-query.ts';

function columnsOf(slug: string): Column<PromptItem>[] {
  return [
    {
      id: 'prompt',
      header: 'Prompt',
      cell: (prompt) => (
        <Link
          to="/p/$project/prompts/$promptId"
          params={{ project: slug, promptId: prompt.id }}
          className={classes.excerpt}
          dir="auto"
        >
          {prompt.excerpt || '(empty)'}
        </Link>
      ),
    },
    {
      id: 'marks',
      header: 'Marks',
      width: '190px',
      secondary: true,
      cell: (prompt) => (
        <Group gap={4}>
          {prompt.taskType ? <Badge variant="light">{prompt.taskType}</Badge> : null}
          {prompt.heldOut ? (
            <Badge variant="light" color="orange">
              held out
            </Badge>
          ) : null}
          {prompt.turns > 1 ? (
            <Badge variant="light" color="gray">
              {prompt.turns} turns
            </Badge>
          ) : null}
        </Group>
      ),
    },
    {
      id: 'language',
      header: 'Language',
      width: '90px',
      secondary: true,
      cell: (prompt) => prompt.language ?? '',
    },
    {
      id: 'reference',
      header: 'Reference',
      width: '90px',
      secondary: true,
      cell: (prompt) => (prompt.hasReference ? 'yes' : ''),
    },
    {
      id: 'responses',
      header: 'Responses',
      width: '95px',
      align: 'end',
      cell: (prompt) => formatCount(prompt.responses),
    },
    {
      id: 'tasks',
      header: 'Pairs',
      width: '70px',
      align: 'end',
      secondary: true,
      cell: (prompt) => formatCount(prompt.tasks),
    },
  ];
}

/** What the models are asked: all prompts of the project, searched and filtered by the address. */
export function PromptsPage() {
  const project = useProject();
  const search = useSearch({ from: '/app/p/$project/prompts' });
  const navigate = useNavigate({ from: '/p/$project/prompts' });
  const facets = useQuery(facetsQuery(project.slug));
  const prompts = useInfiniteQuery(promptsQuery(project.slug, search));
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const change = useCallback(
    (by: Partial<PromptSearch>) => navigate({ search: (before) => ({ ...before, ...by }), replace: true }),
    [navigate],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = prompts;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const mayImport = project.role === 'lead' || project.role === 'engineer';
  const importButton = mayImport ? (
    <Button
      component={Link}
      to={`/p/${project.slug}/prompts/import`}
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      Import
    </Button>
  ) : null;
  const filtered = Object.values(search).some((value) => value !== undefined);
  const total = prompts.data?.pages[0]?.total;
  const rows = prompts.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Stack>
      <PageHeader title="Prompts" actions={importButton}>
        {total === undefined
          ? 'What the models are asked.'
          : `${formatPlural(total, 'prompt')}${filtered ? ' match' : ''}.`}
      </PageHeader>
      <PromptFilters search={search} facets={facets.data} onChange={change} />
      {prompts.isPending ? <Loading label="Loading prompts" lines={8} /> : null}
      {prompts.isError ? <ErrorState error={prompts.error} onRetry={() => void prompts.refetch()} /> : null}
      {prompts.isSuccess && rows.length === 0 && filtered ? (
        <EmptyState
          title="No prompt matches"
          action={
            <Button variant="default" onClick={() => navigate({ search: {} })}>
              Clear the filter
            </Button>
          }
        >
          Nothing in this project fits all of what is set above.
        </EmptyState>
      ) : null}
      {prompts.isSuccess && rows.length === 0 && !filtered ? (
        <EmptyState title="No prompts yet" action={importButton}>
          {mayImport
            ? 'Import a file of prompts: JSON lines, JSON or CSV, with or without answers.'
            : 'A lead or an engineer of this project can import some.'}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          label="Prompts"
          columns={columns}
          rows={rows}
          rowId={(prompt) => prompt.id}
          {...(total === undefined ? {} : { total })}
          onEndReached={fetchMore}
        />
      ) : null}
      {isFetchingNextPage ? <Text c="dimmed">Loading more…</Text> : null}
    </Stack>
  );
}
