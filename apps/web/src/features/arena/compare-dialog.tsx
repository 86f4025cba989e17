import { Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { modelsQuery } from '../../lib/models-query.ts';
import { useProject } from '../../lib/project.ts';
import { answeringVersions, versionName } from '../../lib/versions.ts';

/** Chooses two versions that should meet, and leads to what comes first: new answers, or pairs of those there are. */
export function CompareDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Compare two versions">
      <Choice />
    </Modal>
  );
}

function Choice() {
  const project = useProject();
  const models = useQuery(modelsQuery(project.slug));
  return (
    <QueryView query={models} loading="Loading the models">
      {({ items }) => {
        const versions = answeringVersions(items);
        return versions.length < 2 ? (
          <TooFew count={versions.length} />
        ) : (
          <Versions
            choices={versions.map((version) => ({ value: version.id, label: versionName(version) }))}
            champion={versions.find(({ aliases }) => aliases.includes('champion'))?.id}
          />
        );
      }}
    </QueryView>
  );
}

function TooFew({ count }: { count: number }) {
  const params = { project: useProject().slug };
  return count === 0 ? (
    <EmptyState
      title="No model is ready"
      action={
        <ButtonLink to="/p/$project/models" params={params} search={{ register: true }}>
          Register a model
        </ButtonLink>
      }
    >
      It takes two model versions that can answer prompts.
    </EmptyState>
  ) : (
    <EmptyState
      title="Only one version is ready"
      action={
        <ButtonLink to="/p/$project/runs/new" params={params} search={{ method: 'dpo' }}>
          Train a model
        </ButtonLink>
      }
    >
      Train another from it, or register a second model, and the two can meet.
    </EmptyState>
  );
}

type Props = { choices: { value: string; label: string }[]; champion: string | undefined };

function Versions({ choices, champion }: Props) {
  const project = useProject();
  const params = { project: project.slug };
  const newest = choices[0]?.value ?? '';
  const rival = champion === undefined || champion === newest ? choices[1]?.value : champion;
  const [chosen, setChosen] = useState<[string, string]>([newest, rival ?? '']);
  const [one, other] = chosen;
  return (
    <Stack>
      <Select
        label="One version"
        data={choices}
        value={one}
        onChange={(id) => id && setChosen([id, id === other ? one : other])}
        allowDeselect={false}
        searchable
        data-autofocus
      />
      <Select
        label="The other version"
        data={choices}
        value={other}
        onChange={(id) => id && setChosen([id === one ? other : one, id])}
        allowDeselect={false}
        searchable
      />
      <Text size="sm" c="dimmed">
        Both answer the same prompts in one run; its page then pairs the answers, and nobody who rates them
        learns which is whose.
      </Text>
      <Group justify="flex-end" gap="xs">
        {project.role === 'lead' ? (
          <ButtonLink
            variant="default"
            to="/p/$project/batches/new"
            params={params}
            search={{ across: chosen }}
          >
            Pair answers they gave
          </ButtonLink>
        ) : null}
        <ButtonLink to="/p/$project/runs/new" params={params} search={{ versions: chosen }}>
          Let both answer
        </ButtonLink>
      </Group>
    </Stack>
  );
}
