import { type MyRating, myRatings } from '@prefloop/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';
import { loadPluginsFor } from '../markdown/plugins.ts';

/** The API's longest page. */
export const historyLength = 200;

/** The caller's last ratings, newest first. */
export const myRatingsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'my-ratings'],
    queryFn: async (): Promise<MyRating[]> => {
      const answer = await ok(
        api.GET('/v1/projects/{project}/rate/ratings', {
          params: { path: { project }, query: { limit: historyLength } },
        }),
      );
      const { items } = myRatings.parse(answer);
      const texts = items.flatMap(({ task }) => [
        ...task.prompt.messages.map(({ content }) => content),
        ...task.responses.map(({ text }) => text),
      ]);
      await loadPluginsFor(texts);
      return items;
    },
  });
