import type { MyRating } from '@prefloop/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { use, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../components/loading.tsx';
import { useProject } from '../../lib/project.ts';
import { useMe } from '../../lib/session.ts';
import { Desk } from './desk/desk.tsx';
import { myRatingsQuery } from './history/my-ratings-query.ts';
import type { Outbox } from './outbox/outbox.ts';
import { outboxOf } from './outbox/outbox-of.ts';
import { QualificationDesk } from './qualification/qualification-desk.tsx';
import type { TaskQueue } from './queue/task-queue.ts';
import { useTaskLine, useTaskQueue } from './queue/use-task-queue.ts';
import { remarksOf } from './remarks.ts';

export function RatingPage() {
  const { t } = useTranslation('rating');
  const { slug } = useProject();
  const me = useMe();
  const outbox = use(outboxOf(me.id));
  const queue = useTaskQueue(slug, me.id, outbox);
  const laying = useRatingAgain(slug, queue);
  if (queue === null || laying) return <Loading label={t('opening')} />;
  return <Work queue={queue} outbox={outbox} project={slug} />;
}

/** The qualification first where one is to be passed; who is in the middle of a pair finishes that before. */
function Work({ queue, outbox, project }: { queue: TaskQueue; outbox: Outbox; project: string }) {
  const line = useTaskLine(queue);
  const [qualifying, setQualifying] = useState<'no' | 'yes' | 'done'>('no');
  const asked = line.fetching === 'idle' && line.queue?.state === 'qualification';
  if (qualifying === 'no' && asked && line.items[line.index] === undefined) setQualifying('yes');
  // The page goes over to the work only once there is word of it.
  if (qualifying === 'done' && !asked) setQualifying('no');
  if (qualifying === 'no') return <Desk queue={queue} outbox={outbox} project={project} />;
  return (
    <QualificationDesk
      queue={queue}
      outbox={outbox}
      project={project}
      onDone={() => {
        setQualifying('done');
        void queue.refresh();
      }}
    />
  );
}

/**
 * `?again=<token>` lays a pair from the history on the desk; the address then loses it, so that a reload goes on. True
 * until then: another pair must not be on screen, or a key would rate that one.
 */
function useRatingAgain(project: string, queue: TaskQueue | null): boolean {
  const { again } = useSearch({ from: '/app/p/$project/rate' });
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    if (again === undefined || queue === null) return;
    let left = false;
    const lay = (ratings: MyRating[]) => {
      const rating = ratings.find(({ token }) => token === again);
      if (left || !rating?.editable) return;
      const { token, task, form, verdict, comment, ...remarks } = rating;
      queue.layOn({
        token,
        task,
        sensitive: false,
        form,
        answer: { verdict, ...remarksOf({ ...remarks, verdict, comment: comment ?? '' }) },
      });
    };
    client
      .fetchQuery(myRatingsQuery(project))
      // Where the history cannot be read, the desk shows what it would have shown anyway.
      .then(lay, () => undefined)
      .then(async () => {
        if (!left) await navigate({ to: '/p/$project/rate', params: { project }, search: {}, replace: true });
      })
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [again, queue, project, client, navigate]);
  return again !== undefined;
}
