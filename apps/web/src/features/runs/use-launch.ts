import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { type Launch, preflightQuery, runsKey } from './runs-query.ts';

/** A launch that is being filled in, null while something is not chosen yet: looked at all the while, and started. */
export function useLaunch(launch: Launch | null) {
  const { slug } = useProject();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // Compared as text: a form says the same again with every look at it. The first change is looked at at once, and of
  // those that follow soon the last.
  const text = JSON.stringify(launch);
  const [settled] = useDebouncedValue(text, 50, { leading: true });
  const preflight = useQuery(preflightQuery(slug, settled === text ? launch : null));
  const start = useMutation({
    mutationFn: (body: Launch) =>
      ok(api.POST('/v1/projects/{project}/runs', { params: { path: { project: slug } }, body })),
    onSuccess: async (run) => {
      await queryClient.invalidateQueries({ queryKey: [...runsKey(slug), 'list'] });
      await navigate({ to: '/p/$project/runs/$runId', params: { project: slug, runId: run.id } });
    },
  });
  const problems = launch === null ? [] : (preflight.data?.problems ?? []);
  return {
    preflight,
    start,
    problems,
    blocked: launch === null || problems.length > 0,
    submit: () => {
      if (launch !== null) start.mutate(launch);
    },
  };
}
