import type { LineageKey } from '@prefloop/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

export const lineageQuery = (project: string, focus: LineageKey) =>
  queryOptions({
    queryKey: ['project', project, 'lineage', focus],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/lineage', {
          params: { path: { project }, query: { kind: focus.kind, id: focus.id } },
        }),
      ),
  });

/** The newest snapshots, for choosing one. */
export const newestSnapshotsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'lineage', 'snapshots'],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/snapshots', { params: { path: { project }, query: { limit: 8 } } })),
  });
