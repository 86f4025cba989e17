import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { Loading } from './loading.tsx';

type Props<T> = {
  query: { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  /** What is awaited: "Loading the members". */
  loading: string;
  children: (data: T) => ReactNode;
};

/** One query's states in their place: waiting, refused, there. What was there stays when a later fetch fails. */
export function QueryView<T>({ query, loading, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  return query.isPending ? <Loading label={loading} /> : null;
}
