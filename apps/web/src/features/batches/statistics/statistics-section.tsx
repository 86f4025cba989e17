import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Agreement, BatchStatistics } from '@prefloop/contract';
import { ErrorState } from '../../../components/error-state.tsx';
import { FailureState } from '../../../components/failure-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { Stat, Stats } from '../../../components/stat.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { formatShare } from '../../../lib/format.ts';
import { mayUse, useProject } from '../../../lib/project.ts';
import { AgreementStats } from './agreement-stats.tsx';
import { Definitions } from './definitions.tsx';
import { Disagreements } from './disagreements.tsx';
import { KappaTable } from './kappa-table.tsx';
import { ReliabilityTable } from './reliability-table.tsx';
import { describeChange, describeWork } from './statistics-words.ts';
import { useStatistics } from './use-statistics.ts';

type Props = {
  batchId: string;
  /** What is counted without a worker: stands here until there are figures. */
  live: Agreement;
};

/** How far people agree in a batch, how far each can be relied on, and on what they differ most. */
export function StatisticsSection({ batchId, live }: Props) {
  const { role } = useProject();
  const { query, compute, ask } = useStatistics(batchId);
  const mayAsk = mayUse(role, ['lead', 'engineer']);
  return (
    <section>
      <Title order={2} mb="xs">
        Agreement and reliability
      </Title>
      <QueryView query={query} loading="Loading the statistics">
        {(told) => (
          <Stack gap="lg">
            <Standing told={told} asking={compute.isPending} onAsk={mayAsk ? ask : null} />
            {compute.isError ? <ErrorState error={compute.error} onRetry={ask} /> : null}
            {told.error ? (
              <FailureState
                what="The figures could not be computed"
                why={told.error.message}
                next={told.error.hint}
                onRetry={mayAsk ? ask : undefined}
              />
            ) : null}
            {told.ratings > 0 || told.figures ? <Figures told={told} live={live} /> : null}
          </Stack>
        )}
      </QueryView>
    </section>
  );
}

/** Since when the figures hold, what came since, and what is being done about it. */
function Standing({
  told,
  asking,
  onAsk,
}: {
  told: BatchStatistics;
  asking: boolean;
  onAsk: (() => void) | null;
}) {
  if (told.ratings === 0 && !told.figures) {
    return (
      <Text c="dimmed">Nobody has rated here yet. Two ratings of one pair are the least to compare.</Text>
    );
  }
  const change = told.figures ? describeChange(told) : null;
  const work = describeWork(told);
  const mayWant = (told.state === 'none' || told.state === 'done') && told.changed;
  return (
    <Group gap="sm" mih={30}>
      <Text c="dimmed">
        {told.asOf === null ? 'Not computed yet' : 'As of '}
        {told.asOf === null ? null : <TimeAgo at={told.asOf} />}
        {change === null ? null : ` · ${change}`}
      </Text>
      <Text c="dimmed" role="status">
        {work}
      </Text>
      {onAsk && mayWant ? (
        <Button variant="default" size="xs" loading={asking} onClick={onAsk}>
          Compute now
        </Button>
      ) : null}
    </Group>
  );
}

function Figures({ told: { figures }, live }: { told: BatchStatistics; live: Agreement }) {
  return (
    <>
      {figures ? <AgreementStats agreement={figures.agreement} /> : <LiveStat live={live} />}
      <Definitions />
      {figures && figures.annotators.length > 0 ? (
        <div>
          <Title order={3} mb="xs">
            Each person
          </Title>
          <ReliabilityTable rows={figures.annotators} />
        </div>
      ) : null}
      {(figures?.cohen.pairs ?? live.kappas).length > 0 ? (
        <div>
          <Title order={3} mb="xs">
            Every two people
          </Title>
          <KappaTable live={live.kappas} computed={figures?.cohen ?? null} />
        </div>
      ) : null}
      {figures && figures.disagreements.length > 0 ? (
        <div>
          <Title order={3} mb="xs">
            Worst disagreements
          </Title>
          <Disagreements rows={figures.disagreements} />
        </div>
      ) : null}
    </>
  );
}

export function LiveStat({ live }: { live: Agreement }) {
  return (
    <Stats>
      <Stat
        label="Same verdict"
        value={live.raw === null ? null : formatShare(live.raw)}
        {...(live.raw === null ? {} : { n: live.tasks })}
      >
        {live.why ?? 'tasks rated twice or more'}
      </Stat>
    </Stats>
  );
}
