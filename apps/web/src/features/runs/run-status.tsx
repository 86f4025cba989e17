import { Badge } from '@mantine/core';
import type { RunItem } from '@prefloop/contract';
import { statusLooks } from './run-words.ts';

export function RunStatusBadge({ run }: { run: Pick<RunItem, 'status' | 'cancelRequested'> }) {
  const { color, label } = statusLooks[run.status];
  const ending = run.status === 'running' && run.cancelRequested;
  return (
    <Badge variant="light" color={ending ? 'gray' : color}>
      {ending ? 'ending' : label}
    </Badge>
  );
}
