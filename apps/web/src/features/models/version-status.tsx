import { Badge } from '@mantine/core';
import type { ModelVersionItem } from '@prefloop/contract';

const looks = {
  preparing: { color: 'yellow', label: 'preparing' },
  ready: { color: 'green', label: 'ready' },
  failed: { color: 'red', label: 'failed' },
} as const;

export function VersionStatus({ status }: { status: ModelVersionItem['status'] }) {
  const { color, label } = looks[status];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}
