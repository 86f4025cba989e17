import { Alert, Stack, Text, Title } from '@mantine/core';
import { type BatchPreview, type TaskKind, taskKindOf } from '@prefloop/contract';
import { ButtonLink } from '../../components/button-link.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { capitalized, taskNames } from './batch-words.ts';
import type { Composition } from './batches-query.ts';
import type { Service } from './composition-fields.tsx';

type PreviewProps = {
  preview: BatchPreview;
  service: Pick<Service, 'overlap' | 'adaptive'>;
  pairing: Composition['pairing'];
};

const missing: Record<TaskKind, string> = {
  pair: 'No two different responses to one prompt match.',
  single: 'No response matches.',
  ranking: 'No prompt has so many different responses that match.',
};

/** What a composition gives, what it leaves out and why, and the way on where it gives nothing. */
export function BatchPreviewView({ preview, service, pairing }: PreviewProps) {
  const { slug } = useProject();
  return (
    <Stack gap="md">
      <Stats>
        <Stat label={capitalized(taskNames[taskKindOf(pairing)][1])} value={formatCount(preview.tasks)}>
          {preview.arms
            ? `${formatCount(preview.arms.active)} chosen by models, ${formatCount(preview.arms.random)} at random`
            : null}
        </Stat>
        <Stat label="Ratings wanted" value={formatCount(preview.tasks * service.overlap)}>
          {service.adaptive
            ? `at most ${formatCount(preview.tasks * service.adaptive.limit)}, where people disagree`
            : null}
        </Stat>
        <Stat label="Prompts used" value={formatCount(preview.promptsUsed)} n={preview.prompts} />
        <Stat label="Responses that match" value={formatCount(preview.responses)} />
      </Stats>
      {preview.leftOut.length > 0 ? (
        <section>
          <Title order={3} mb={4}>
            Left out
          </Title>
          {preview.leftOut.map((left) => (
            <Text key={left.reason}>{left.message}</Text>
          ))}
        </section>
      ) : null}
      {preview.tasks === 0 ? (
        <Alert color="orange" title="Nothing to rate">
          {missing[taskKindOf(pairing)]} Generate responses first, or widen the filter at the left.
          {pairing.kind === 'across' ? (
            <div>
              <ButtonLink
                mt="xs"
                size="xs"
                to="/p/$project/runs/new"
                params={{ project: slug }}
                search={{ versions: pairing.versions }}
              >
                Let both answer
              </ButtonLink>
            </div>
          ) : null}
        </Alert>
      ) : null}
    </Stack>
  );
}
