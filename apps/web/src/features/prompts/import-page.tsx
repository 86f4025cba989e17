import {
  Alert,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import type { ImportRecord, ImportSettings } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { FileDrop } from './file-drop.tsx';
import { type ImportPreview, previewFile, sendFile } from './import-file.ts';
import { ImportPreviewView } from './import-preview-view.tsx';
import { ImportsList } from './imports-list.tsx';
import { importsQuery } from './prompts-query.ts';

type Chosen = { file: File; source: string; settings: ImportSettings };

function Outcome({ record, slug, onAgain }: { record: ImportRecord; slug: string; onAgain: () => void }) {
  return (
    <Stack>
      <Alert color="green" title={`${formatPlural(record.rowsAdded, 'row')} added`} role="status">
        {formatPlural(record.rowsRead, 'row')} read from {record.source}. {formatCount(record.rowsKnown)} were
        here already, {formatCount(record.rowsSkipped)} could not be read.
      </Alert>
      {record.problems.length > 0 ? (
        <section>
          <Title order={2} mb="xs">
            Skipped rows
          </Title>
          {record.problems.map((problem) => (
            <Text key={`${problem.line} ${problem.code}`}>{problem.message}</Text>
          ))}
          {record.rowsSkipped > record.problems.length ? (
            <Text c="dimmed">and {formatCount(record.rowsSkipped - record.problems.length)} more</Text>
          ) : null}
        </section>
      ) : null}
      <Group>
        <Button
          component={Link}
          to={`/p/${slug}/prompts?source=${encodeURIComponent(JSON.stringify([record.source]))}`}
        >
          See the prompts
        </Button>
        {record.kind === 'pairs' ? (
          <>
            <Button component={Link} to={`/p/${slug}/batches`} variant="default">
              See the ratings
            </Button>
            <Button component={Link} to={`/p/${slug}/snapshots/new`} variant="default">
              Freeze a snapshot
            </Button>
          </>
        ) : (
          <Button component={Link} to={`/p/${slug}/runs/new`} variant="default">
            Generate responses
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          Import another file
        </Button>
      </Group>
    </Stack>
  );
}

/** Import in three steps on one page: choose a file, see and settle how it is read, import. */
export function ImportPage() {
  const project = useProject();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const preview = useQuery({
    queryKey: [
      'project',
      project.slug,
      'import-preview',
      chosen?.file.name,
      chosen?.file.size,
      chosen?.source,
      chosen?.settings,
    ],
    queryFn: () =>
      chosen ? previewFile(project.slug, chosen.file, chosen.source || 'file', chosen.settings) : null,
    enabled: chosen !== null,
    placeholderData: (before) => before,
    retry: false,
  });
  const sending = useMutation({
    mutationFn: ({ file, source, settings }: Chosen) => sendFile(project.slug, file, source, settings),
    onSettled: () => client.invalidateQueries({ queryKey: ['project', project.slug] }),
  });
  const running = useQuery({
    ...importsQuery(project.slug),
    refetchInterval: sending.isPending ? 1_000 : false,
  });
  const reset = () => {
    sending.reset();
    setChosen(null);
  };

  return (
    <Stack gap="lg">
      <PageHeader title="Import">
        Prompts, demonstrations, or pairs that people elsewhere have rated.
      </PageHeader>
      {chosen === null ? (
        <>
          <FileDrop onFile={(file) => setChosen({ file, source: file.name, settings: {} })} />
          <ImportsList imports={running} />
        </>
      ) : null}
      {chosen && !sending.isSuccess ? (
        <Stack gap="lg">
          <Settings chosen={chosen} preview={preview.data ?? null} onChange={setChosen} />
          {preview.isPending ? <Loading label="Looking at the file" /> : null}
          {preview.isError ? <ErrorState error={preview.error} /> : null}
          {preview.data ? (
            <ImportPreviewView
              preview={preview.data}
              onMapping={(mapping) => setChosen({ ...chosen, settings: { ...chosen.settings, mapping } })}
            />
          ) : null}
          {sending.isError ? <ErrorState error={sending.error} /> : null}
          {sending.isPending ? <Progress records={running.data} source={chosen.source} /> : null}
          <Group>
            <Button
              onClick={() => sending.mutate(chosen)}
              loading={sending.isPending}
              disabled={!preview.data || preview.data.samples.length === 0 || chosen.source.trim() === ''}
            >
              Import
            </Button>
            <Button variant="default" onClick={reset} disabled={sending.isPending}>
              Choose another file
            </Button>
          </Group>
        </Stack>
      ) : null}
      {sending.isSuccess ? <Outcome record={sending.data} slug={project.slug} onAgain={reset} /> : null}
    </Stack>
  );
}

type SettingsProps = { chosen: Chosen; preview: ImportPreview | null; onChange: (chosen: Chosen) => void };

/** Under which name the rows come in, as what, and whether they may train. */
function Settings({ chosen, preview, onChange }: SettingsProps) {
  const { settings } = chosen;
  const kinds = preview?.kinds ?? [];
  const set = (change: Partial<ImportSettings>) =>
    onChange({ ...chosen, settings: { ...settings, ...change } });
  const tags = settings.defaults?.tags ?? [];
  return (
    <Group align="flex-end" gap="md">
      <TextInput
        label="Source"
        description="With the row's id it is the identity of each row: the same source twice adds nothing."
        value={chosen.source}
        onChange={(event) => onChange({ ...chosen, source: event.currentTarget.value })}
        error={chosen.source.trim() === '' ? 'Give the source a name' : undefined}
        w={{ base: '100%', sm: 420 }}
      />
      {kinds.length > 1 ? (
        <SegmentedControl
          aria-label="Read as"
          value={preview?.kind ?? 'prompts'}
          onChange={(kind) => set({ kind: kind === 'pairs' ? 'pairs' : 'prompts' })}
          data={[
            { value: 'prompts', label: 'Prompts' },
            { value: 'pairs', label: 'Rated pairs' },
          ]}
        />
      ) : null}
      <Checkbox
        label="Hold out of training"
        checked={tags.includes('held-out')}
        onChange={(event) =>
          set({ defaults: { ...settings.defaults, tags: event.currentTarget.checked ? ['held-out'] : [] } })
        }
      />
    </Group>
  );
}

function Progress({ records, source }: { records: ImportRecord[] | undefined; source: string }) {
  const record = records?.find((one) => one.status === 'running' && one.source === source);
  return (
    <Text role="status">
      {record
        ? `${formatCount(record.rowsRead)} rows read, ${formatCount(record.rowsAdded)} added so far…`
        : 'Sending the file…'}
    </Text>
  );
}
