import { type MyQualification, myQualification, type QualificationAnswer } from '@prefloop/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';
import { loadPluginsFor } from '../markdown/plugins.ts';
import { withoutUndefined } from '../outbox/send-rating.ts';

/** Checked, and with what its texts need to be drawn. */
async function take(answer: Promise<unknown>): Promise<MyQualification> {
  const standing = myQualification.parse(await answer);
  const { question } = standing;
  await loadPluginsFor(
    question
      ? [
          ...question.prompt.messages.map(({ content }) => content),
          ...question.responses.map(({ text }) => text),
        ]
      : [],
  );
  return standing;
}

/** How the caller stands with the qualification. Looks again where a lead may change it, and in another tab. */
export const myQualificationQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'my-qualification'],
    queryFn: () =>
      take(ok(api.GET('/v1/projects/{project}/rate/qualification', { params: { path: { project } } }))),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'question' ? false : 30_000),
    // The server has nothing more to say about who has passed: it stays on screen until they have read it.
    enabled: ({ state }) => state.data?.state !== 'passed',
  });

export const takeStep = (project: string, from: string | null) =>
  take(
    ok(
      api.POST('/v1/projects/{project}/rate/qualification/steps', {
        params: { path: { project } },
        body: { from },
      }),
    ),
  );

export const sendAnswer = (project: string, body: QualificationAnswer) =>
  take(
    ok(
      api.POST('/v1/projects/{project}/rate/qualification/answers', {
        params: { path: { project } },
        body: withoutUndefined(body),
      }),
    ),
  );
