import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';

const keyOf = (project: string, batch: string) => ['project', project, 'batches', batch];

const getGolds = (project: string, batch: string) =>
  ok(api.GET('/v1/projects/{project}/batches/{batch}/golds', { params: { path: { project, batch } } }));

export type GoldItem = Awaited<ReturnType<typeof getGolds>>['items'][number];

export const goldsQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: [...keyOf(project, batch), 'golds'],
    queryFn: () => getGolds(project, batch),
  });

const getProposals = (project: string, batch: string) =>
  ok(
    api.GET('/v1/projects/{project}/batches/{batch}/gold-proposals', {
      params: { path: { project, batch } },
    }),
  );

export type ProposalItem = Awaited<ReturnType<typeof getProposals>>['items'][number];

export const proposalsQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: [...keyOf(project, batch), 'gold-proposals'],
    queryFn: () => getProposals(project, batch),
    // A list that moves while somebody ticks would tick another pair.
    refetchOnWindowFocus: false,
  });

const getPeople = (project: string, batch: string) =>
  ok(api.GET('/v1/projects/{project}/batches/{batch}/people', { params: { path: { project, batch } } }));

export type PersonItem = Awaited<ReturnType<typeof getPeople>>['items'][number];

/** Fresh every fifteen seconds: somebody may be paused while the page is open. */
export const peopleQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: [...keyOf(project, batch), 'people'],
    queryFn: () => getPeople(project, batch),
    refetchInterval: 15_000,
  });
