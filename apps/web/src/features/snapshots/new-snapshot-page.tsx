import { Alert, Button, SegmentedControl, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  preferenceRules,
  type SnapshotKind,
  type SnapshotRules,
  sftRules,
  snapshotKind,
  unpairedRules,
} from '@prefloop/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { api, ok } from '../../lib/api.ts';
import { formatDate } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { suggestName } from '../../lib/suggest-name.ts';
import { RuleFields } from './rule-fields.tsx';
import { kindWords } from './rule-words.ts';
import classes from './snapshots.module.css';
import { previewQuery, snapshotsQuery } from './snapshots-query.ts';
import { StatisticsView } from './statistics.tsx';
import { TrainingRows } from './training-rows.tsx';
import { Unweighed } from './unweighed.tsx';

function fresh(kind: SnapshotKind): SnapshotRules {
  if (kind === 'sft') return sftRules.parse({ kind });
  return kind === 'unpaired' ? unpairedRules.parse({ kind }) : preferenceRules.parse({ kind });
}

const nothing: Record<SnapshotKind, string> = {
  preference: 'Rate some pairs first, or loosen the rules at the left.',
  unpaired: 'Rate some single responses first, or loosen the rules at the left.',
  sft: 'Import prompts with reference responses first, or loosen the rules at the left.',
};

/** What a snapshot of today is called until somebody names it better. */
function useSuggestedName(project: string, kind: SnapshotKind): string {
  const { data } = useInfiniteQuery(snapshotsQuery(project));
  if (!data) return '';
  const base = `${kindWords[kind]}, ${formatDate(new Date().toISOString())}`;
  return suggestName(
    base,
    data.pages.flatMap(({ items }) => items.map(({ name }) => name)),
  );
}

/** Rules at the left, what they give at the right, live; Freeze makes it last. */
export function NewSnapshotPage() {
  const project = useProject();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { kind, batch, arm = null } = useSearch({ from: '/app/p/$project/snapshots/new' });
  const [rules, setRules] = useState<SnapshotRules>(() => {
    const start = fresh(kind);
    // The random arm has to evaluate both: more of it than a tenth.
    return batch && start.kind === 'preference'
      ? { ...start, batchIds: [batch], arm, evalShare: arm === null ? start.evalShare : 0.3 }
      : start;
  });
  const [typed, setTyped] = useState<string | null>(null);
  const suggested = useSuggestedName(project.slug, rules.kind);
  const name = typed ?? suggested;
  const [settled] = useDebouncedValue(rules, 250);
  const preview = useQuery(previewQuery(project.slug, settled));
  const freeze = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/projects/{project}/snapshots', {
          params: { path: { project: project.slug } },
          body: { name: name.trim(), rules },
        }),
      ),
    onSuccess: async (snapshot) => {
      await client.invalidateQueries({ queryKey: ['project', project.slug, 'snapshots'] });
      await navigate({
        to: '/p/$project/snapshots/$snapshotId',
        params: { project: project.slug, snapshotId: snapshot.id },
      });
    },
  });
  const statistics = preview.data?.statistics;
  const unweighed = preview.data?.unweighed ?? [];
  const empty = statistics !== undefined && statistics.train + statistics.eval === 0;

  return (
    <Stack gap="lg">
      <PageHeader title="New snapshot">
        A data set that never changes: the rows below, exactly, under one hash.
      </PageHeader>
      <div className={classes.builder}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            freeze.mutate();
          }}
        >
          <Stack gap="md">
            <SegmentedControl
              fullWidth
              aria-label="Made of"
              value={rules.kind}
              onChange={(value) => setRules(fresh(snapshotKind.parse(value)))}
              data={[
                { value: 'preference', label: kindWords.preference },
                { value: 'unpaired', label: kindWords.unpaired },
                { value: 'sft', label: kindWords.sft },
              ]}
            />
            <TextInput
              label="Name"
              value={name}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={typed !== null && typed.trim() === '' ? 'Give the snapshot a name' : undefined}
              maxLength={120}
              required
            />
            <RuleFields rules={rules} onChange={setRules} />
            {freeze.isError ? <ErrorState error={freeze.error} /> : null}
            <Button
              type="submit"
              loading={freeze.isPending}
              disabled={name.trim() === '' || empty || !statistics || unweighed.length > 0}
            >
              Freeze
            </Button>
          </Stack>
        </form>
        <Stack gap="lg" aria-live="polite" aria-busy={preview.isFetching}>
          {preview.isPending ? <Loading label="Counting rows" lines={6} /> : null}
          {preview.isError ? (
            <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
          ) : null}
          {preview.data ? (
            <>
              {unweighed.length > 0 ? <Unweighed batches={unweighed} /> : null}
              <StatisticsView statistics={preview.data.statistics} />
              {empty ? (
                <Alert color="orange" title="These rules leave no row">
                  {nothing[rules.kind]}
                </Alert>
              ) : (
                <section>
                  <Title order={3} mb="xs">
                    First rows, as they train
                  </Title>
                  <TrainingRows rows={preview.data.rows} />
                </section>
              )}
            </>
          ) : null}
        </Stack>
      </div>
    </Stack>
  );
}
