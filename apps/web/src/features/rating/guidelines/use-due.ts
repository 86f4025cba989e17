import { useCallback, useSyncExternalStore } from 'react';
import type { Due, ReadingDuty } from './reading-duty.ts';

export function useDue(duty: ReadingDuty): Due | null {
  const subscribe = useCallback((listener: () => void) => duty.subscribe(listener), [duty]);
  const read = useCallback(() => duty.getDue(), [duty]);
  return useSyncExternalStore(subscribe, read);
}
