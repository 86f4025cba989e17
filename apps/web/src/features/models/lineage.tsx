import { Text, Title } from '@mantine/core';
import type { LineageStep, ModelVersionDetail } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../../lib/project.ts';
import classes from './models.module.css';

/** Where a version comes from and what was trained from it, nearest first. */
export function Lineage({ version }: { version: ModelVersionDetail }) {
  const own = { version, run: version.run, snapshot: version.snapshot };
  return (
    <>
      <section>
        <Title order={2} mb="xs">
          Where it comes from
        </Title>
        <ol className={classes.chain}>
          {[own, ...version.ancestors].map((step, index) => (
            <li key={step.version.id}>
              <Step step={step} self={index === 0} />
            </li>
          ))}
        </ol>
      </section>
      <section>
        <Title order={2} mb="xs">
          What came of it
        </Title>
        {version.descendants.length === 0 ? (
          <Text c="dimmed">No version was trained from it yet.</Text>
        ) : (
          <ul className={classes.chain}>
            {version.descendants.map((step) => (
              <li key={step.version.id}>
                <Step step={step} self={false} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Step({ step, self }: { step: LineageStep; self: boolean }) {
  const { slug } = useProject();
  const { version, run, snapshot } = step;
  const name = `${version.model} v${version.version}`;
  return (
    <Text component="div">
      {self ? (
        <strong>{name}</strong>
      ) : (
        <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: version.id }}>
          {name}
        </Link>
      )}{' '}
      <Text span c="dimmed">
        {run ? (
          <>
            made by{' '}
            <Link to="/p/$project/runs/$runId" params={{ project: slug, runId: run.id }}>
              {run.name}
            </Link>
          </>
        ) : (
          'registered'
        )}
        {snapshot ? (
          <>
            {' '}
            on{' '}
            <Link to="/p/$project/snapshots/$snapshotId" params={{ project: slug, snapshotId: snapshot.id }}>
              {snapshot.name}
            </Link>
          </>
        ) : null}
      </Text>
    </Text>
  );
}
