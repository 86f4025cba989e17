import { useCallback, useSyncExternalStore } from 'react';
import type { Outbox, OutboxStatus } from './outbox.ts';

export function useOutboxStatus(outbox: Outbox): OutboxStatus {
  const subscribe = useCallback((listener: () => void) => outbox.subscribe(listener), [outbox]);
  const read = useCallback(() => outbox.getStatus(), [outbox]);
  return useSyncExternalStore(subscribe, read);
}
