import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { sessionOver } from '../../../lib/session.ts';
import { createRatingApi } from '../create-rating-api.ts';
import { openReadingDuty } from '../guidelines/open-reading-duty.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { TaskLine } from './task-item.ts';
import { TaskQueue } from './task-queue.ts';

/** The line of pairs for as long as the page stands; null for the moment before it exists. */
export function useTaskQueue(project: string, userId: string, outbox: Outbox): TaskQueue | null {
  const [queue, setQueue] = useState<TaskQueue | null>(null);
  useEffect(() => {
    const { duty, close } = openReadingDuty(userId, project);
    const made = new TaskQueue({
      project,
      api: createRatingApi(project),
      outbox,
      duty,
      onAuthRequired: () => sessionOver.set(true),
    });
    const off = sessionOver.subscribe(() => {
      if (!sessionOver.get()) void made.refresh();
    });
    let left = false;
    const begin = () => {
      if (left) return;
      setQueue(made);
      void made.start();
    };
    // Without its trail the line begins with the next pair: nothing to go back to, but work goes on.
    made.open().then(begin, begin);
    return () => {
      left = true;
      off();
      made.close();
      close();
      setQueue(null);
    };
  }, [project, userId, outbox]);
  return queue;
}

export function useTaskLine(queue: TaskQueue): TaskLine {
  const subscribe = useCallback((listener: () => void) => queue.subscribe(listener), [queue]);
  const read = useCallback(() => queue.getLine(), [queue]);
  return useSyncExternalStore(subscribe, read);
}
