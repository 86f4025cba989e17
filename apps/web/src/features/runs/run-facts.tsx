import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useProject } from '../../lib/project.ts';
import { flatSettings, paramLabel } from './flat-settings.ts';
import { describeDevice } from './run-words.ts';
import classes from './runs.module.css';
import type { RunShown } from './runs-query.ts';
import { describeSettings } from './setting-words.ts';

/** Settings that have a place of their own on the page, or are told by it in words. */
const toldElsewhere = new Set([
  'versionIds',
  'baseVersionId',
  'referenceVersionId',
  'rewardVersionId',
  'goldVersionId',
  'snapshotId',
  'device',
]);

/** What the run was told to do, and on what it did it. */
export function RunFacts({ run }: { run: RunShown }) {
  const { slug } = useProject();
  const device = describeDevice(run.attempt);
  const flat = Object.entries(flatSettings(run.config)).filter(
    // A reward model answers nothing, so it has no fixed prompts either.
    ([name]) => !toldElsewhere.has(name) && !(name === 'samples' && run.method === 'reward'),
  );
  const settings = describeSettings(
    Object.fromEntries(flat.map(([name, value]) => [paramLabel(run.method, name) ?? name, value])),
  );
  return (
    <dl className={classes.facts}>
      <dt>Models</dt>
      <dd>
        {run.versions.map(({ id, model, version }, index) => (
          <Fragment key={id}>
            {index > 0 ? ', ' : ''}
            <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: id }}>
              {model} v{version}
            </Link>
          </Fragment>
        ))}
      </dd>
      {run.snapshotId === null ? null : (
        <>
          <dt>Snapshot</dt>
          <dd>
            <Link
              to="/p/$project/snapshots/$snapshotId"
              params={{ project: slug, snapshotId: run.snapshotId }}
              search={{ split: 'train' }}
            >
              What it learnt from
            </Link>
          </dd>
        </>
      )}
      {run.promptCount === null ? null : (
        <>
          <dt>Prompts</dt>
          <dd>{run.promptCount}</dd>
        </>
      )}
      {device ? (
        <>
          <dt>Computed on</dt>
          <dd>{device}</dd>
        </>
      ) : null}
      {settings.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
      <dt>Config hash</dt>
      <dd>
        <code>{run.configHash.slice(0, 12)}</code>
      </dd>
    </dl>
  );
}
