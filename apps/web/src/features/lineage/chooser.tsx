import { Text, Title } from '@mantine/core';
import type { LineageKey } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatPlural } from '../../lib/format.ts';
import { modelsQuery } from '../../lib/models-query.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import classes from './lineage.module.css';
import { newestSnapshotsQuery } from './lineage-queries.ts';

type Choice = LineageKey & { name: string; note: string; createdAt: string };

const shown = 8;

/** Where to start from, when nothing was chosen: what was trained last, and the data sets. */
export function Chooser() {
  const project = useProject();
  const models = useQuery(modelsQuery(project.slug));
  const snapshots = useQuery(newestSnapshotsQuery(project.slug));
  return (
    <>
      <PageHeader title="Lineage">
        From any model version, run, snapshot, batch or prompt source: what it came from, and what came of it.
        Every one of their pages leads here, too.
      </PageHeader>
      <QueryView query={models} loading="Loading the models">
        {({ items }) => {
          const trained = items
            .flatMap((model) => model.versions)
            .filter(({ origin }) => origin === 'trained')
            .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
            .slice(0, shown)
            .map(
              ({ id, model, version, purpose, aliases, createdAt }): Choice => ({
                kind: 'version',
                id,
                name: `${model} v${version}`,
                note: [purpose === 'reward' ? 'reward model' : 'policy', ...aliases].join(', '),
                createdAt,
              }),
            );
          return (
            <QueryView query={snapshots} loading="Loading the snapshots">
              {(page) => {
                const frozen = page.items.map(
                  ({ id, name, statistics, createdAt }): Choice => ({
                    kind: 'snapshot',
                    id,
                    name,
                    note: formatPlural(statistics.train + statistics.eval, 'row'),
                    createdAt,
                  }),
                );
                return <Choices trained={trained} frozen={frozen} />;
              }}
            </QueryView>
          );
        }}
      </QueryView>
    </>
  );
}

function Choices({ trained, frozen }: { trained: Choice[]; frozen: Choice[] }) {
  const { slug, role } = useProject();
  if (trained.length === 0 && frozen.length === 0) {
    const mayFreeze = mayUse(role, ['lead', 'engineer']);
    return (
      <EmptyState
        title="Nothing to trace yet"
        action={
          mayFreeze ? (
            <ButtonLink to="/p/$project/snapshots/new" params={{ project: slug }}>
              Freeze a snapshot
            </ButtonLink>
          ) : null
        }
      >
        A chain begins to show once ratings or demonstrations are frozen into a snapshot.
      </EmptyState>
    );
  }
  return (
    <>
      <ChoiceList title="Trained last" choices={trained} none="No run has published a model version yet." />
      <ChoiceList title="Snapshots" choices={frozen} none="No snapshot yet." />
    </>
  );
}

function ChoiceList({ title, choices, none }: { title: string; choices: Choice[]; none: string }) {
  return (
    <section className={classes.choices}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {choices.length === 0 ? <Text c="dimmed">{none}</Text> : null}
      <ul>
        {choices.map(({ kind, id, name, note, createdAt }) => (
          <li key={id}>
            <LineageLink kind={kind} id={id}>
              {name}
            </LineageLink>{' '}
            <Text span c="dimmed">
              {note}, <TimeAgo at={createdAt} />
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
