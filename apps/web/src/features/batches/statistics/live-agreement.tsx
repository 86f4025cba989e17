import { Stack, Text, Title } from '@mantine/core';
import type { Agreement, TaskKind } from '@prefloop/contract';
import { KappaTable } from './kappa-table.tsx';
import { LiveStat } from './statistics-section.tsx';

type Props = { live: Agreement; kind: Exclude<TaskKind, 'pair'> };

const compared = {
  single: 'Two people agree on a response where both gave it the same grade.',
  ranking: 'Two people agree on two responses where both placed them and in the same order.',
} as const;

/** How far people agree on grades or on rankings: counted as the page is opened, no worker computes it. */
export function LiveAgreement({ live, kind }: Props) {
  return (
    <section>
      <Title order={2} mb="xs">
        Agreement
      </Title>
      <Stack gap="md">
        <LiveStat live={live} />
        <Text c="dimmed">
          {compared[kind]} Krippendorff’s alpha and the reliability of each person are told of pairs alone.
        </Text>
        {live.kappas.length > 0 ? <KappaTable live={live.kappas} computed={null} /> : null}
      </Stack>
    </section>
  );
}
