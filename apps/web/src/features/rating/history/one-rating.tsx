import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { MyRating } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { PageHeader } from '../../../components/page-header.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { BesideVerdict } from '../beside-verdict.tsx';
import { TaskView } from '../desk/task-view.tsx';
import { describeVerdict } from '../options.ts';
import classes from './history.module.css';

/** One pair as it was rated. To change the rating, it is laid on the desk again. */
export function OneRating({ rating, project }: { rating: MyRating; project: string }) {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('rating');
  const [folded, setFolded] = useState(false);
  const narrow = useMediaQuery('(max-width: 1023px)', undefined, { getInitialValueInEffect: false });
  return (
    <>
      <PageHeader
        title={describeVerdict(rating.verdict, rating.form.spec, words)}
        actions={
          <>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/p/$project/rate/history" params={{ project }} {...props} />}
            >
              {t('history.all')}
            </Button>
            {rating.editable ? (
              <Button
                renderRoot={(props) => (
                  <Link
                    to="/p/$project/rate"
                    params={{ project }}
                    search={{ again: rating.token }}
                    {...props}
                  />
                )}
              >
                {t('history.change')}
              </Button>
            ) : null}
          </>
        }
      >
        <Trans t={t} i18nKey="history.ratedAt" components={{ when: <TimeAgo at={rating.ratedAt} /> }} />
        {rating.editable ? '' : `. ${t('history.closed')}`}
      </PageHeader>
      {rating.flags.length > 0 ? (
        <p className={classes.comment}>
          {t('history.flagged', {
            flags: rating.flags.map((flag) => words(`flags.${flag}.label`)).join(', '),
          })}
        </p>
      ) : null}
      <div className={classes.comment}>
        <BesideVerdict {...rating} asked={rating.form.spec.criteria} />
      </div>
      {rating.comment ? (
        <p className={classes.comment} dir="auto">
          {rating.comment}
        </p>
      ) : null}
      <div className={classes.pair}>
        <TaskView
          task={rating.task}
          tiers={rating.verdict.verdict === 'ranking' ? rating.verdict.tiers : []}
          view="formatted"
          folded={folded}
          onFold={() => setFolded(!folded)}
          side={null}
          stacked={narrow === true}
        />
      </div>
    </>
  );
}
