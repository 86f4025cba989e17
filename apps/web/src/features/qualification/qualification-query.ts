import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

/** Everything about a project's qualification has a key that starts with this. */
export const qualificationKey = (project: string) => ['project', project, 'qualification'];

const getQualification = (project: string) =>
  ok(api.GET('/v1/projects/{project}/qualification', { params: { path: { project } } }));

export type QualificationData = Awaited<ReturnType<typeof getQualification>>;
export type Item = QualificationData['items'][number];

export const qualificationQuery = (project: string) =>
  queryOptions({
    queryKey: [...qualificationKey(project), 'rule'],
    queryFn: () => getQualification(project),
    // A form that changes while somebody fills it in would save something else.
    refetchOnWindowFocus: false,
  });

export const candidatesQuery = (project: string) =>
  queryOptions({
    queryKey: [...qualificationKey(project), 'candidates'],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/qualification/candidates', { params: { path: { project } } })),
    refetchOnWindowFocus: false,
  });

const getPeople = (project: string) =>
  ok(api.GET('/v1/projects/{project}/qualification/people', { params: { path: { project } } }));

export type Person = Awaited<ReturnType<typeof getPeople>>['items'][number];

/** Fresh every fifteen seconds: people may be in the middle of it. */
export const peopleQuery = (project: string) =>
  queryOptions({
    queryKey: [...qualificationKey(project), 'people'],
    queryFn: () => getPeople(project),
    refetchInterval: 15_000,
  });

export const answersQuery = (project: string, user: string) =>
  queryOptions({
    queryKey: [...qualificationKey(project), 'people', user],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/qualification/people/{user}/answers', {
          params: { path: { project, user } },
        }),
      ),
  });
