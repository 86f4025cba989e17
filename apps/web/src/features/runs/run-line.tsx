import { Alert, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { type RunPriority, runPriority } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { describePlace, priorityWords } from './run-words.ts';
import { type RunShown, runQuery, runsKey } from './runs-query.ts';

/** Of a run that has not begun: what it waits for, its place and why it is that, and its priority to change. */
export function RunLine({ run }: { run: RunShown }) {
  const project = useProject();
  const queryClient = useQueryClient();
  const move = useMutation({
    // One after the other: arrow keys pass over a level faster than it is answered.
    scope: { id: `priority ${run.id}` },
    mutationFn: (priority: RunPriority) =>
      ok(
        api.PATCH('/v1/projects/{project}/runs/{runId}', {
          params: { path: { project: project.slug, runId: run.id } },
          body: { priority },
        }),
      ),
    onSuccess: (answer) => {
      queryClient.setQueryData(runQuery(project.slug, run.id).queryKey, answer);
      void queryClient.invalidateQueries({ queryKey: [...runsKey(project.slug), 'list'] });
    },
  });
  if (run.status !== 'queued' && run.status !== 'waiting') return null;
  const mayMove = mayUse(project.role, ['lead', 'engineer']);
  return (
    <Alert color="yellow" title={describePlace(run) ?? 'It waits'}>
      <Stack gap="xs">
        {run.waiting ? <Text role="status">{run.waiting.message}</Text> : null}
        {run.line ? (
          <Text>
            A free slot goes to the project with the fewest running runs, then to the one that had none for
            longest; within a project to the highest priority, then to the longest wait.
          </Text>
        ) : null}
        <Group gap="xs">
          <Text fw={600}>Priority in this project</Text>
          {mayMove ? (
            <SegmentedControl
              aria-label="Priority in this project"
              value={move.isPending ? move.variables : run.priority}
              data={priorities}
              onChange={(value) => move.mutate(runPriority.parse(value))}
            />
          ) : (
            <Text>{priorityWords[run.priority]}</Text>
          )}
        </Group>
        {move.error ? (
          <Text c="red" role="alert">
            {move.error.message}
          </Text>
        ) : null}
      </Stack>
    </Alert>
  );
}

const priorities = runPriority.options.toReversed().map((value) => ({ value, label: priorityWords[value] }));
