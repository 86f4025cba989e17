import { hasEnded, type RunMetrics, type RunStreamEvents } from '@prefloop/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Curves, curvesOf, withoutAfter, withPoints } from './curves.ts';
import { type RunShown, runQuery, runsKey } from './runs-query.ts';

/** Whether the page is told of changes as they happen. */
export type Liveness = 'connecting' | 'live' | 'interrupted' | 'over';

/**
 * Keeps a run and its curves current while the page is open. `start` is what was read when the page opened; the
 * stream goes on from there, by cursor, also after a break: the browser sends the last event's id by itself.
 * `clockAhead` is how many milliseconds the server's clock is ahead of this one.
 */
export function useLiveRun(
  project: string,
  run: RunShown,
  start: RunMetrics,
): { curves: Curves; liveness: Liveness; clockAhead: number } {
  const queryClient = useQueryClient();
  const [curves, setCurves] = useState(() => curvesOf(start));
  const [clockAhead] = useState(() => start.now - Date.now());
  const ended = hasEnded(run.status);
  const [liveness, setLiveness] = useState<Liveness>(ended ? 'over' : 'connecting');
  const { id } = run;

  useEffect(() => {
    if (ended) {
      setLiveness('over');
      return;
    }
    const path = `/v1/projects/${encodeURIComponent(project)}/runs/${id}/stream`;
    const source = new EventSource(`${path}?cursor=${start.cursor}`);
    type Told = Omit<RunStreamEvents, 'run'> & { run: RunShown };
    const on = <E extends keyof Told>(event: E, take: (data: Told[E]) => void) => {
      source.addEventListener(event, (message: MessageEvent<string>) => take(JSON.parse(message.data)));
    };
    // The server ends each stream after a minute: a break that is mended at once is none.
    let warning: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('open', () => {
      clearTimeout(warning);
      setLiveness('live');
    });
    source.addEventListener('error', () => {
      clearTimeout(warning);
      warning = setTimeout(() => setLiveness('interrupted'), 4_000);
    });
    on('run', (data) => {
      queryClient.setQueryData(runQuery(project, id).queryKey, data);
      if (!hasEnded(data.status)) return;
      // What it made is wanted next: a version to train from, responses to pair.
      for (const made of ['models', 'prompts', 'overview'])
        void queryClient.invalidateQueries({ queryKey: ['project', project, made] });
      void queryClient.invalidateQueries({ queryKey: [...runsKey(project), 'list'] });
    });
    on('reset', ({ afterStep }) => setCurves((known) => withoutAfter(known, afterStep)));
    on('metrics', (points) => setCurves((known) => withPoints(known, points)));
    // Without this the browser would open the stream of a finished run again and again.
    source.addEventListener('end', () => source.close());
    return () => {
      clearTimeout(warning);
      source.close();
    };
  }, [project, id, ended, start.cursor, queryClient]);

  return { curves, liveness, clockAhead };
}
