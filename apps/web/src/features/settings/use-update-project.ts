import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { projectQuery, projectsQuery } from '../../lib/project.ts';

type Update = { name?: string; description?: string; archived?: boolean; dailyQuota?: number | null };

export function useUpdateProject(slug: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Update) =>
      ok(api.PATCH('/v1/projects/{project}', { params: { path: { project: slug } }, body })),
    onSuccess: async (project) => {
      queryClient.setQueryData(projectQuery(slug).queryKey, project);
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey });
    },
  });
}
