import type { components } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';
import { useProject } from '../../../lib/project.ts';
import { consoleKey } from './console-query.ts';

type Change = components['schemas']['ConsoleSettingsChangeInput'];

/** Sets the target of agreement or the rate of pay; all numbers that are held against it are asked for again. */
export function useConsoleSettings(onSaved: () => void) {
  const { slug } = useProject();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) =>
      ok(api.PATCH('/v1/projects/{project}/console/settings', { params: { path: { project: slug } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: consoleKey(slug) });
      onSaved();
    },
  });
}
