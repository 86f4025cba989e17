import { guideline } from '@prefloop/contract';
import { api, ok } from '../../../lib/api.ts';
import { sessionOver } from '../../../lib/session.ts';
import { guidelineNews } from './guideline-news.ts';
import { readMark } from './read-mark.ts';
import { ReadingDuty } from './reading-duty.ts';
import { sendAcknowledgement } from './send-acknowledgement.ts';

/** What a user has to read in a project, as long as their rating page stands; `close` ends it. */
export function openReadingDuty(userId: string, project: string) {
  const duty = new ReadingDuty({
    fetch: (version) => fetchGuideline(project, version),
    send: (version) => sendAcknowledgement(userId, project, version),
    mark: readMark(userId, project),
    channel: `prefloop-guidelines-${userId}-${project}`,
    onAuthRequired: () => sessionOver.set(true),
  });
  const off = guidelineNews.add((news) => {
    // Without the text there is nothing to show yet: the next rating or claim brings the same news.
    if (news.project === project) duty.hear({ newest: news.version }).catch(() => undefined);
  });
  const close = () => {
    off();
    duty.close();
  };
  return { duty, close };
}

async function fetchGuideline(project: string, version: number) {
  const { items } = await ok(
    api.GET('/v1/projects/{project}/guidelines', {
      // The list runs downwards, and its cursor is the version before which it goes on.
      params: { path: { project }, query: { limit: 1, cursor: String(version + 1) } },
    }),
  );
  return guideline.parse(items[0]);
}
