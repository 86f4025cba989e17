import { List } from '@mantine/core';
import { ApiError } from '@prefloop/sdk';
import { ErrorState } from '../../components/error-state.tsx';

/** Each fault of a document on a line of its own; anything else as any error is told. */
export function DocumentFaults({ error }: { error: unknown }) {
  const issues = error instanceof ApiError && error.code === 'BAD_FILE' ? error.problem.issues : undefined;
  if (!issues) return <ErrorState error={error} />;
  return (
    <div role="alert">
      <List size="sm" c="var(--mantine-color-error)">
        {issues.map(({ path, message }) => (
          <List.Item key={`${path} ${message}`}>{message}</List.Item>
        ))}
      </List>
    </div>
  );
}
