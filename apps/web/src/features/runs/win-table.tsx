import { Text, Title } from '@mantine/core';
import type { RunProgress } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { formatCount, formatPlural, formatShare } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { WideTable } from './wide-table.tsx';

type Wins = NonNullable<RunProgress['wins']>;
type Named = { id: string; model: string; version: number };

/** How often each model's answers were scored above the baseline's, the best one first. */
export function WinTable({ wins, versions }: { wins: Wins; versions: readonly Named[] }) {
  const { slug } = useProject();
  const nameOf = (id: string) => {
    const found = versions.find((version) => version.id === id);
    return found ? `${found.model} v${found.version}` : id;
  };
  const rows = wins.models.toSorted((a, b) => (b.winRate?.value ?? -1) - (a.winRate?.value ?? -1));
  return (
    <section aria-label="Win rates">
      <Title order={2} mb="xs">
        Win rates
      </Title>
      <Text c="dimmed" mb="sm">
        How often a model's answer is scored above that of {nameOf(wins.baseline.versionId)}, by{' '}
        {nameOf(wins.rewardVersionId)}, on {formatPlural(wins.prompts, 'prompt')}; ties count half. An answer
        that was cut off is never scored: it loses against one that ended. The scores are a model's, not
        people's.
      </Text>
      <WideTable label="Each model and the baseline">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Win rate</th>
            <th scope="col">
              <abbr title="95% confidence interval, over the prompts">95% CI</abbr>
            </th>
            <th scope="col">Won, tied, lost</th>
            <th scope="col">Mean score</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cut off</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.versionId}>
              <th scope="row">
                <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: row.versionId }}>
                  {nameOf(row.versionId)}
                </Link>
              </th>
              <td>{row.winRate ? formatShare(row.winRate.value) : 'no answer'}</td>
              <td>
                {row.winRate ? `${formatShare(row.winRate.low)} to ${formatShare(row.winRate.high)}` : ''}
              </td>
              <td>
                {formatCount(row.wins)}, {formatCount(row.ties)}, {formatCount(row.losses)}
              </td>
              <Answers answers={row} />
            </tr>
          ))}
          <tr>
            <th scope="row">{nameOf(wins.baseline.versionId)}</th>
            <td colSpan={3}>the baseline</td>
            <Answers answers={wins.baseline} />
          </tr>
        </tbody>
      </WideTable>
    </section>
  );
}

function Answers({ answers: { meanScore, meanTokens, cutOff } }: { answers: Wins['baseline'] }) {
  return (
    <>
      <td>{meanScore?.toPrecision(3) ?? 'none'}</td>
      <td>{meanTokens?.toFixed(0) ?? ''}</td>
      <td>{formatShare(cutOff, 0)}</td>
    </>
  );
}
