import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { type RunShown, runQuery } from './runs-query.ts';

type Props = { run: RunShown; opened: boolean; onClose: () => void };

export function CancelDialog({ run, opened, onClose }: Props) {
  const project = useProject();
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/projects/{project}/runs/{runId}/cancel', {
          params: { path: { project: project.slug, runId: run.id } },
        }),
      ),
    onSuccess: (answer) => {
      queryClient.setQueryData(runQuery(project.slug, run.id).queryKey, answer);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={`Cancel ${run.name}?`}
      verb="Cancel the run"
      pending={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate()}
      onClose={onClose}
    >
      It ends within ten seconds and cannot be taken up again. Responses it has made stay.
    </ConfirmDialog>
  );
}
