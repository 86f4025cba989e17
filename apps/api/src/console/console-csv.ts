import type {
  ConsoleBatch,
  ConsoleFigures,
  ConsolePerson,
  ConsoleTimes,
  Pay,
  Share,
} from '@prefloop/contract';
import { csvLine } from '../csv.ts';

type Line = Parameters<typeof csvLine>[0];

const lines = (all: Line[]) => all.map(csvLine).join('');
const hours = (ms: number) => Number((ms / 3_600_000).toFixed(4));
const shareCells = ({ value, low, high, n }: Pick<Share, 'value' | 'low' | 'high' | 'n'>): Line => [
  value,
  low,
  high,
  n,
];
const shareHeads = (name: string) => [name, `${name}_low`, `${name}_high`, `${name}_n`];

/** One figure a line: its value, the ends of its interval, and of how many. */
export function figuresCsv(figures: ConsoleFigures, times: ConsoleTimes): string {
  const { left, forecast, throughput, agreement, skipped, flagged, leftChoice } = figures;
  const { range } = forecast;
  return lines([
    ['figure', 'value', 'low', 'high', 'n'],
    ['ratings_left', left.ratings, null, null, left.pairs],
    ['done_on', range?.likely ?? null, range?.soonest ?? null, range?.latest ?? null, forecast.days],
    ['ratings_today', throughput.today, null, null, null],
    ['ratings_in_period', throughput.period, null, null, null],
    ['agreement_alpha', ...shareCells(agreement)],
    ['agreement_target', agreement.target, null, null, null],
    ['median_active_ms', times.medianActiveMs.value, null, null, times.medianActiveMs.n],
    ['skipped', ...shareCells(skipped)],
    ['flagged', ...shareCells(flagged)],
    ['left_chosen', ...shareCells(leftChoice)],
  ]);
}

export function peopleCsv(people: readonly ConsolePerson[], times: ConsoleTimes): string {
  return lines([
    [
      'annotator',
      'ratings',
      'skips',
      'active_hours',
      'median_active_ms',
      ...shareHeads('golds_right'),
      'agrees_with_others',
      'agrees_with_others_n',
      ...shareHeads('left_chosen'),
      'speed',
      'last_seen_at',
      'paused_since',
      'paused_reason',
    ],
    ...people.map((person): Line => {
      const time = times.people.find(({ id }) => id === person.id);
      return [
        person.name,
        person.ratings,
        person.skips,
        hours(person.activeMs),
        time?.medianActiveMs.value ?? null,
        ...shareCells(person.goldsRight),
        person.withOthers.value,
        person.withOthers.n,
        ...shareCells(person.leftChoice),
        time?.speed ?? null,
        person.lastSeenAt,
        person.paused?.since ?? null,
        person.paused?.reason ?? null,
      ];
    }),
  ]);
}

export function batchesCsv(batches: readonly ConsoleBatch[]): string {
  return lines([
    [
      'batch',
      'state',
      'standstill',
      'pairs',
      'pairs_done',
      'ratings',
      'ratings_left',
      'overlap',
      'priority',
      'held',
      'to_decide',
      ...shareHeads('alpha'),
      'last_rated_at',
    ],
    ...batches.map(
      (one): Line => [
        one.name,
        one.status,
        one.standstill?.message ?? null,
        one.tasks,
        one.tasksDone,
        one.ratings,
        one.left,
        one.overlap,
        one.priority,
        one.held,
        one.disputed,
        ...shareCells(one.agreement),
        one.lastRatedAt,
      ],
    ),
  ]);
}

/** The last line is the total. */
export function payCsv({ items, total, rate }: Pay): string {
  const line = (name: string, { ratings, skips, activeMs, voided, amount }: Pay['total']): Line => [
    name,
    ratings,
    skips,
    hours(activeMs),
    voided,
    rate?.rate ?? null,
    rate?.unit ?? null,
    amount,
    rate?.currency ?? null,
  ];
  return lines([
    ['annotator', 'ratings', 'skips', 'active_hours', 'voided', 'rate', 'per', 'amount', 'currency'],
    ...items.map((item) => line(item.name, item)),
    line('Total', total),
  ]);
}
