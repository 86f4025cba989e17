import type { RatingFormVersion, SnapshotRules } from '@prefloop/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { ratingFormsQuery } from '../../lib/rating-forms-query.ts';

export const snapshotsQuery = (project: string) =>
  infiniteQueryOptions({
    queryKey: ['project', project, 'snapshots'],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/projects/{project}/snapshots', {
          params: { path: { project }, query: pageParam === undefined ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const snapshotQuery = (project: string, snapshotId: string) =>
  queryOptions({
    queryKey: ['project', project, 'snapshots', snapshotId],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/snapshots/{snapshotId}', {
          params: { path: { project, snapshotId } },
        }),
      ),
  });

export const snapshotRowsQuery = (project: string, snapshotId: string, split: 'train' | 'eval') =>
  infiniteQueryOptions({
    queryKey: ['project', project, 'snapshots', snapshotId, 'rows', split],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/projects/{project}/snapshots/{snapshotId}/rows', {
          params: {
            path: { project, snapshotId },
            query: { split, limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

const previewSnapshot = (project: string, rules: SnapshotRules) =>
  ok(api.POST('/v1/projects/{project}/snapshots/preview', { params: { path: { project } }, body: rules }));

export type ShownRow = Awaited<ReturnType<typeof previewSnapshot>>['rows'][number];

/** What the rules would freeze now; the last answer stays on screen while the next is made. */
export const previewQuery = (project: string, rules: SnapshotRules) =>
  queryOptions({
    queryKey: ['project', project, 'snapshot-preview', rules],
    queryFn: () => previewSnapshot(project, rules),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const facetsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'prompts', 'facets'],
    queryFn: () => ok(api.GET('/v1/projects/{project}/prompts/facets', { params: { path: { project } } })),
  });

/** The criteria that ratings were asked for, of every version of the form, under their newest names. */
export const criteriaQuery = (project: string) => ({
  ...ratingFormsQuery(project),
  select: ({ items }: { items: Pick<RatingFormVersion, 'spec'>[] }) => {
    const all = items.flatMap(({ spec }) => spec.criteria);
    return all.filter(({ code }, at) => all.findIndex((other) => other.code === code) === at);
  },
});
