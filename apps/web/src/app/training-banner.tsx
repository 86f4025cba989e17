import { Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { platformQuery } from '../lib/platform-query.ts';
import { projectQuery } from '../lib/project.ts';
import classes from './banner.module.css';

/** Says on a project's pages why runs wait, to those who launch or watch runs. Labeling goes on meanwhile. */
export function TrainingBanner() {
  const { project: slug } = useParams({ strict: false });
  const { data: project } = useQuery({ ...projectQuery(slug ?? ''), enabled: slug !== undefined });
  const concerned = project !== undefined && project.role !== 'annotator';
  const { data } = useQuery({ ...platformQuery, enabled: concerned });
  if (!concerned || !data || data.training.state === 'ready') return null;
  const { training } = data;
  return (
    <aside className={classes.banner} lang="en" dir="ltr" aria-label="Training environment">
      {training.state === 'preparing' ? (
        <>
          <span>
            Preparing the training environment, step {training.done + 1} of {training.total}:{' '}
            {training.message}
          </span>
          <Progress
            className={classes.progress}
            value={(training.done / training.total) * 100}
            size="sm"
            aria-label="Training environment"
            transitionDuration={100}
          />
        </>
      ) : (
        <span>{training.message}</span>
      )}
      {training.state === 'failed' ? <span>{training.hint}</span> : null}
      <Text span size="sm" c="dimmed">
        Labeling works meanwhile; runs wait.
      </Text>
    </aside>
  );
}
