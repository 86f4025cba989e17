import type { PromptFacets } from '@prefloop/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { api, ok } from '../../lib/api.ts';
import { param } from '../../lib/search-params.ts';

const several = param(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(20)));

/** What the list shows, as it stands in the address. */
export const promptSearch = z.object({
  search: param(z.string().check(z.maxLength(500))),
  taskType: several,
  language: several,
  tag: several,
  source: several,
  heldOut: param(z.boolean()),
  hasReference: param(z.boolean()),
});
export type PromptSearch = z.infer<typeof promptSearch>;

export const promptsQuery = (project: string, search: PromptSearch) =>
  infiniteQueryOptions({
    queryKey: ['project', project, 'prompts', search],
    queryFn: ({ pageParam }) => {
      const { heldOut, hasReference, ...rest } = search;
      const flags = {
        ...(heldOut === undefined ? {} : { heldOut: heldOut ? ('true' as const) : ('false' as const) }),
        ...(hasReference === undefined
          ? {}
          : { hasReference: hasReference ? ('true' as const) : ('false' as const) }),
      };
      return ok(
        api.GET('/v1/projects/{project}/prompts', {
          params: {
            path: { project },
            query: { ...defined(rest), ...flags, ...defined({ cursor: pageParam }), limit: 100 },
          },
        }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

/** Without the fields that are undefined: the address has no empty parameters. */
function defined<T extends Record<string, unknown>>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

export const facetsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'prompts', 'facets'],
    queryFn: (): Promise<PromptFacets> =>
      ok(api.GET('/v1/projects/{project}/prompts/facets', { params: { path: { project } } })),
  });

export const promptQuery = (project: string, promptId: string) =>
  queryOptions({
    queryKey: ['project', project, 'prompts', promptId],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/prompts/{promptId}', { params: { path: { project, promptId } } })),
  });

export const importsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'imports'],
    queryFn: () => ok(api.GET('/v1/projects/{project}/imports', { params: { path: { project } } })),
  });
