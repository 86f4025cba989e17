import { Button, Text, Title } from '@mantine/core';
import { hasEnded, type RunResponse } from '@prefloop/contract';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { QueryView } from '../../components/query-view.tsx';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import classes from './runs.module.css';
import { type RunShown, responsesQuery } from './runs-query.ts';

/** What the models answered, in the order it came. While the run makes more, more comes in. */
export function RunResponses({ run }: { run: RunShown }) {
  const project = useProject();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(responsesQuery(project.slug, run.id));
  const { hasNextPage } = query;
  const loaded = query.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  // A page that is not full yet is read again; beyond that the button below brings more.
  const grow = !hasNextPage && loaded < run.responses;
  useEffect(() => {
    if (!grow) return;
    const timer = setTimeout(() => {
      void queryClient.invalidateQueries({ queryKey: responsesQuery(project.slug, run.id).queryKey });
    }, 300);
    return () => clearTimeout(timer);
  }, [grow, project.slug, run.id, queryClient]);
  return (
    <section aria-label="Responses">
      <Title order={2} mb="xs">
        Responses ({formatCount(run.responses)})
      </Title>
      <QueryView query={query} loading="Loading responses">
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          return rows.length === 0 ? (
            <Text c="dimmed">
              {hasEnded(run.status) ? 'It made none.' : 'None yet. They appear here as they are made.'}
            </Text>
          ) : (
            <ul className={classes.answers}>
              {rows.map((row) => (
                <Answer key={row.id} row={row} />
              ))}
            </ul>
          );
        }}
      </QueryView>
      {query.hasNextPage ? (
        <Button
          mt="md"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </section>
  );
}

function Answer({ row }: { row: RunResponse }) {
  const { slug } = useProject();
  const notes = [
    row.version ? `${row.version.model} v${row.version.version}` : null,
    row.tokens === null ? null : formatPlural(row.tokens, 'token'),
    row.logprob === null || !row.tokens
      ? null
      : `${(row.logprob / row.tokens).toFixed(2)} log-probability a token`,
    row.finishReason === 'length' ? 'cut off at the limit' : null,
  ].filter((note) => note !== null);
  return (
    <li>
      <Link to="/p/$project/prompts/$promptId" params={{ project: slug, promptId: row.promptId }} dir="auto">
        {row.promptExcerpt || '(empty)'}
      </Link>
      <p className={classes.answer} dir="auto">
        {row.text || '(an empty answer)'}
      </p>
      <Text size="sm" c="dimmed">
        {notes.join(' · ')}
      </Text>
    </li>
  );
}
