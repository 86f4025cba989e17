import { Select, Text, Title } from '@mantine/core';
import { type Histogram, hasEnded, overlapOf } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formatCount, formatShare } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { Bars, type Side } from './bars.tsx';
import classes from './runs.module.css';
import { histogramsQuery, type RunShown } from './runs-query.ts';

/** How scores are spread: of held-out answers at an evaluation, or of a step's answers beside those of the first. */
export function ScoreHistogram({ run }: { run: RunShown }) {
  const { slug } = useProject();
  const { scores } = useSearch({ from: '/app/p/$project/runs/$runId' });
  const navigate = useNavigate({ from: '/p/$project/runs/$runId' });
  const { data } = useQuery(histogramsQuery(slug, run.id, !hasEnded(run.status)));
  const items = data?.items ?? [];
  const steps = [...new Set(items.map(({ step }) => step))];
  const last = steps.at(-1);
  if (last === undefined) return null;
  const step = scores !== undefined && steps.includes(scores) ? scores : last;
  const sides = sidesAt(items, step, steps[0] ?? step);
  const [one, other] = sides;
  if (!one) return null;
  const heldOut = one.histogram.name.startsWith('eval_');
  return (
    <section aria-label="Spread of the scores">
      <Title order={2} mb="xs">
        {heldOut ? 'Spread of the scores, held out' : 'Spread of the rewards'}
      </Title>
      <Select
        label={heldOut ? 'Evaluation' : 'Step'}
        data={steps.map((at) => ({ value: String(at), label: `Step ${formatCount(at)}` }))}
        value={String(step)}
        onChange={(value) =>
          void navigate({
            search: (known) => ({ ...known, scores: value === String(last) ? undefined : Number(value) }),
            replace: true,
            resetScroll: false,
          })
        }
        allowDeselect={false}
        maw={200}
        mb="sm"
      />
      <Bars sides={sides} label={sides.map(({ label, n }) => `${label}, n = ${formatCount(n)}`).join('; ')} />
      <Text size="sm" c="dimmed">
        {other ? `They overlap by ${formatShare(overlapOf(one.histogram, other.histogram), 0)}. ` : ''}
        {heldOut
          ? 'Healthy: both begin as one hill and part; what still overlaps cannot be told apart.'
          : 'Healthy: the hill moves up and keeps its width. One spike means that all answers score alike; a spike far below is the fixed score of answers that were cut off.'}
      </Text>
      <HistogramTable sides={sides} />
    </section>
  );
}

const labels: Record<string, string> = {
  'eval_scores/chosen': 'chosen',
  'eval_scores/rejected': 'rejected',
};

/** Both sides of a step, or its only one beside the same at the first step, if their bins are of one width. */
function sidesAt(items: readonly Histogram[], step: number, first: number): Side[] {
  const there = items.filter((item) => item.step === step);
  const sideOf = (histogram: Histogram, label: string): Side => ({
    label,
    histogram,
    n: histogram.bins.reduce((sum, { count }) => sum + count, 0),
  });
  const [only] = there;
  if (there.length !== 1 || !only) return there.map((item) => sideOf(item, labels[item.name] ?? item.name));
  const begun = items.find(
    ({ name, width, step: at }) => at === first && at !== step && name === only.name && width === only.width,
  );
  return [
    sideOf(only, `step ${formatCount(step)}`),
    ...(begun ? [sideOf(begun, `step ${formatCount(first)}`)] : []),
  ];
}

function HistogramTable({ sides }: { sides: Side[] }) {
  const width = sides[0]?.histogram.width ?? 1;
  const lows = [...new Set(sides.flatMap(({ histogram }) => histogram.bins.map(({ low }) => low)))];
  const countOf = ({ histogram }: Side, low: number) =>
    histogram.bins.find((bin) => bin.low === low)?.count ?? 0;
  const tell = (value: number) => String(Number(value.toPrecision(6)));
  return (
    <details className={classes.details}>
      <summary>Counts as a table</summary>
      <table className={classes.values}>
        <caption className={classes.hidden}>Answers by their score</caption>
        <thead>
          <tr>
            <th scope="col">Score</th>
            {sides.map(({ label, n }) => (
              <th key={label} scope="col">
                {label} (n = {formatCount(n)})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lows
            .sort((a, b) => a - b)
            .map((low) => (
              <tr key={low}>
                <th scope="row">
                  {tell(low)} to {tell(low + width)}
                </th>
                {sides.map((side) => (
                  <td key={side.label}>{formatCount(countOf(side, low))}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
