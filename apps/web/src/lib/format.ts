export type Formats = {
  /** "3 min. ago", "in 2 days"; null within 45 seconds either way. */
  timeAgo: (at: string, now: number) => string | null;
  /** Date and time in the reader's own time zone. */
  moment: (at: string) => string;
  /** The day alone, in the reader's own time zone. */
  date: (at: string) => string;
  /** 12,345 */
  count: (value: number) => string;
  /** A share of 1 as percent: 0.4213 is "42.1%". */
  share: (value: number, digits?: number) => string;
};

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const made = new Map<string, Formats>();

/** How a language writes numbers and moments. */
export function formatsIn(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  // Days before months, which no reader of English takes for the other way round.
  const ofDates = language === 'en' ? 'en-GB' : language;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const moment = new Intl.DateTimeFormat(ofDates, { dateStyle: 'medium', timeStyle: 'medium' });
  const date = new Intl.DateTimeFormat(ofDates, { dateStyle: 'medium' });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const percents = new Map<number, Intl.NumberFormat>();
  const percent = (digits: number) => {
    const found = percents.get(digits) ?? percentIn(language, digits);
    percents.set(digits, found);
    return found;
  };
  const formats: Formats = {
    timeAgo: (at, now) => {
      const seconds = Math.round((Date.parse(at) - now) / 1000);
      if (Math.abs(seconds) < 45) return null;
      const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? (['minute', 60] as const);
      // Never "0 min. ago" for what lies between 45 and 60 seconds back.
      const count = Math.trunc(seconds / size) || Math.sign(seconds);
      return relative.format(count, unit);
    },
    moment: (at) => moment.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    count: (value) => whole.format(value),
    share: (value, digits = 1) => percent(digits).format(value),
  };
  made.set(language, formats);
  return formats;
}

function percentIn(language: string, digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

// For pages that are in English only.
const english = formatsIn('en');
export const formatMoment = english.moment;
export const formatDate = english.date;
export const formatCount = english.count;
export const formatShare = english.share;

/** `count` with its noun: "1 rating", "2 ratings". */
export function formatPlural(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
