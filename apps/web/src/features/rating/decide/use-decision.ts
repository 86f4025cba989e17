import type { PairVerdict, RatingForm } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { v7 as uuidv7 } from 'uuid';
import { api, ok } from '../../../lib/api.ts';

type Decision = { taskId: string; verdict: PairVerdict; comment: string };

/** Stores a decision; `onDecided` hears of it once the server has it. */
export function useDecision(project: string, form: RatingForm, onDecided: (decision: Decision) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ taskId, verdict, comment }: Decision) => {
      await ok(
        api.PUT('/v1/projects/{project}/tasks/{task}/adjudications/{id}', {
          params: { path: { project, task: taskId, id: uuidv7() } },
          body: { verdict, formVersion: form.version, ...(comment.trim() === '' ? {} : { comment }) },
        }),
      );
    },
    onSuccess: (_, decision) => {
      onDecided(decision);
      return client.invalidateQueries({ queryKey: ['project', project, 'batches'] });
    },
  });
}
