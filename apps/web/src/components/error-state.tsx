import { explainError } from '../lib/explain-error.ts';
import { FailureState } from './failure-state.tsx';

/** What was thrown, told as what, why and what next; with the request id to pass on. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return <FailureState {...explainError(error)} onRetry={onRetry} />;
}
