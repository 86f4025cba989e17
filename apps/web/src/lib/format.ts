const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 min. ago", "in 2 days"; "just now" within 45 seconds either way. */
export function formatTimeAgo(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  if (Math.abs(seconds) < 45) return 'just now';
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? (['minute', 60] as const);
  // Never "0 min. ago" for what lies between 45 and 60 seconds back.
  const count = Math.trunc(seconds / size) || Math.sign(seconds);
  return relative.format(count, unit);
}

/** Date and time in the reader's own time zone. */
export function formatMoment(at: string): string {
  return moment.format(new Date(at));
}

/** The day alone, in the reader's own time zone. */
export function formatDate(at: string): string {
  return date.format(new Date(at));
}

/** 12,345 */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** A share of 1 as percent: 0.4213 is "42.1%". */
export function formatShare(value: number, digits = 1): string {
  return `${(value * 100).toFixed(digits)}%`;
}

/** `count` with its noun: "1 rating", "2 ratings". */
export function formatPlural(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
