import { ApiError } from '@prefloop/sdk';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

/** What a retry may mend: no answer, an overloaded or restarting server. A refusal stays a refusal. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return !(error instanceof ApiError) || error.status >= 502;
}

/** Server state of one tab. `onAuthRequired` is told when a request fails because the session is over. */
export function createQueryClient(onAuthRequired: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (error instanceof ApiError && error.code === 'AUTH_REQUIRED') onAuthRequired();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 15_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
