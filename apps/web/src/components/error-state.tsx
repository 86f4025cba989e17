import { useTranslation } from 'react-i18next';
import { explainError } from '../lib/explain-error.ts';
import { FailureState } from './failure-state.tsx';

/** What was thrown, told as what, why and what next; with the request id to pass on. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('errors');
  const { t: server } = useTranslation('server');
  return <FailureState {...explainError(error, t, server)} onRetry={onRetry} />;
}
