import { useEffect, useState } from 'react';
import type { Comparison } from './compare-texts.ts';
import type { ComparisonAnswer, ComparisonRequest } from './comparison-messages.ts';

export type Compared = Comparison | 'working' | 'too-different' | 'failed';

let shared: Worker | undefined;
let count = 0;

/** One worker for the whole tab, started when somebody first compares: keys and scrolling never wait for it. */
function compare(request: Omit<ComparisonRequest, 'id'>, onAnswer: (compared: Compared) => void): () => void {
  shared ??= new Worker(new URL('./comparison-worker.ts', import.meta.url), { type: 'module' });
  const worker = shared;
  count += 1;
  const id = count;
  const onMessage = ({ data }: MessageEvent<ComparisonAnswer>) => {
    if (data.id === id) onAnswer(data.comparison ?? 'too-different');
  };
  const onError = () => {
    worker.terminate();
    if (shared === worker) shared = undefined;
    onAnswer('failed');
  };
  worker.addEventListener('message', onMessage);
  worker.addEventListener('error', onError);
  worker.postMessage({ id, ...request });
  return () => {
    worker.removeEventListener('message', onMessage);
    worker.removeEventListener('error', onError);
  };
}

/** What two answers share and what one alone has; null while nobody asks. */
export function useComparison(a: string, b: string, wanted: boolean): Compared | null {
  const [compared, setCompared] = useState<Compared>('working');
  useEffect(() => {
    if (!wanted) return;
    setCompared('working');
    return compare({ a, b }, setCompared);
  }, [a, b, wanted]);
  return wanted ? compared : null;
}
