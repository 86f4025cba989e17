import { Button, Stack, Text, Title } from '@mantine/core';
import type { BatchArm } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { formatCount, formatPlural, formatShare } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';

const armWords = { active: 'Chosen by models', random: 'Drawn at random' } as const;

type Row = BatchArm['models'][number] & { arm: BatchArm['arm'] };

const columns = (project: string): Column<Row>[] => [
  { id: 'arm', header: 'Arm', width: '160px', cell: ({ arm }) => armWords[arm] },
  {
    id: 'run',
    header: 'Model',
    cell: ({ runId, run }) => (
      <Link to="/p/$project/runs/$runId" params={{ project, runId }}>
        {run}
      </Link>
    ),
  },
  {
    id: 'ratings',
    header: 'Ratings',
    width: '90px',
    align: 'end',
    cell: ({ ratings }) => formatCount(ratings),
  },
  {
    id: 'accuracy',
    header: 'Held-out accuracy',
    width: '260px',
    align: 'end',
    cell: ({ accuracy: { value, low, high, pairs } }) =>
      `${formatShare(value)} (${formatShare(low)} to ${formatShare(high)}, n = ${formatCount(pairs)})`,
  },
];

/**
 * The arms of a batch with active selection: what each cost, and what models learnt from each alone, held against the
 * same randomly drawn pairs.
 */
export function ArmsView({ batchId, arms }: { batchId: string; arms: BatchArm[] }) {
  const { slug } = useProject();
  const rows = arms.flatMap(({ arm, models }) => models.map((model) => ({ ...model, arm })));
  return (
    <section>
      <Title order={2} mb="xs">
        Chosen by models, or by chance
      </Title>
      <Stack gap="sm">
        {arms.map(({ arm, tasks, ratings, agreeing, pairs }) => (
          <div key={arm}>
            <Text>
              <b>{armWords[arm]}</b>: {formatPlural(tasks, 'pair')}, {formatPlural(ratings, 'rating')}
              {pairs > 0 ? `, same verdict in ${formatShare(agreeing / pairs)} of ${formatCount(pairs)}` : ''}
              .{' '}
              <Button
                variant="default"
                size="compact-sm"
                renderRoot={(props) => (
                  <Link
                    to="/p/$project/snapshots/new"
                    params={{ project: slug }}
                    search={{ kind: 'preference', batch: batchId, arm }}
                    {...props}
                  />
                )}
              >
                Freeze this arm
              </Button>
            </Text>
          </div>
        ))}
        {rows.length === 0 ? (
          <Text c="dimmed">
            To see whether the choice pays, freeze each arm and train a reward model on either: both are held
            against pairs that chance drew, from prompts that neither learnt from.
          </Text>
        ) : (
          <DataTable
            label="What each arm taught"
            columns={columns(slug)}
            rows={rows}
            rowId={({ runId }) => runId}
          />
        )}
      </Stack>
    </section>
  );
}
