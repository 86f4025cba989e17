import type { BatchStatistics } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, ok } from '../../../lib/api.ts';
import { useProject } from '../../../lib/project.ts';
import { statisticsQuery } from './statistics-query.ts';

/** Not more often than this, however fast ratings come in. */
const restMs = 60_000;

/** The statistics of a batch, and a way to ask for newer ones. They are asked for by themselves where a lead looks on. */
export function useStatistics(batchId: string) {
  const project = useProject();
  const client = useQueryClient();
  const options = statisticsQuery(project.slug, batchId);
  const query = useQuery(options);
  const { mutate, ...compute } = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/projects/{project}/batches/{batch}/statistics', {
          params: { path: { project: project.slug, batch: batchId } },
        }),
      ),
    onSuccess: (told) => client.setQueryData(options.queryKey, told),
  });
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const { data } = query;
  const looksOn = project.role === 'lead';
  useEffect(() => {
    if (!looksOn || !data || !isWorthAsking(data, askedAt.current, Date.now())) return;
    askedAt.current = Date.now();
    mutate();
  }, [looksOn, data, mutate]);
  return { query, compute, ask: () => mutate() };
}

/** What failed is left to a person: it would fail again. */
function isWorthAsking({ state, ratings, changed, asOf }: BatchStatistics, askedAt: number, now: number) {
  if (ratings === 0 || !changed || (state !== 'none' && state !== 'done')) return false;
  const latest = Math.max(askedAt, asOf === null ? askedAt : Date.parse(asOf));
  return now - latest >= restMs;
}
