import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

type Page<T> = { items: T[]; nextCursor: string | null };

/**
 * A list that the API hands out in pages. `rows` is undefined until the first has come, then all that were fetched;
 * `more` fetches the next page, and does nothing while one is under way or when there is none (`hasMore`). With
 * `refetchInterval`, in milliseconds, what was fetched is asked for again that often; nothing is while not `enabled`.
 */
export function usePages<T>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Page<T>>,
  options: { refetchInterval?: number; enabled?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam || undefined),
    initialPageParam: '',
    ...options,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const { data, error, isPending, refetch, hasNextPage, isFetching, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { rows, view: { data: rows, error, isPending, refetch }, hasMore: hasNextPage, more };
}

/** The query part of a page's request: the most that the API gives at once. */
export function pageOf(cursor: string | undefined) {
  return cursor === undefined ? { limit: 200 } : { limit: 200, cursor };
}
