import { hasEnded } from '@prefloop/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ok } from '../../lib/api.ts';
import { pageOf, usePages } from '../../lib/use-pages.ts';
import { runsKey } from './runs-query.ts';

/** The runs of a project in pages; read again every few seconds while one of them is not over. */
export function useRuns(project: string) {
  const queryClient = useQueryClient();
  const key = [...runsKey(project), 'list'];
  const pages = usePages(key, (cursor) =>
    ok(
      api.GET('/v1/projects/{project}/runs', {
        params: { path: { project }, query: { ...pageOf(cursor), limit: 50 } },
      }),
    ),
  );
  const open = pages.rows?.some(({ status }) => !hasEnded(status)) ?? false;
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      void queryClient.invalidateQueries({ queryKey: [...runsKey(project), 'list'] });
    }, 3_000);
    return () => clearInterval(timer);
  }, [open, project, queryClient]);
  return pages;
}
