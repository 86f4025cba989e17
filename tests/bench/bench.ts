/** What a benchmark gives back. `versus` holds the same kind of figures for what it is compared with. */
export type BenchResult = {
  name: string;
  figures: Record<string, number>;
  versus?: Record<string, number>;
};

/** Progress goes to stderr: stdout holds the result alone. */
export type Report = (line: string) => void;

/** The value below which a share `q` of the sorted numbers lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

const format = (value: number) =>
  Number.isInteger(value)
    ? value.toLocaleString('en')
    : value.toLocaleString('en', { maximumFractionDigits: 3 });

/** The figures as a table of names and numbers. */
export function tableOf({ name, figures, versus }: BenchResult): string {
  const rows = [
    ...Object.entries(figures).map(([key, value]) => [key, format(value)] as const),
    ...Object.entries(versus ?? {}).map(([key, value]) => [`versus ${key}`, format(value)] as const),
  ];
  const width = Math.max(...rows.map(([key]) => key.length));
  return [name, ...rows.map(([key, value]) => `  ${key.padEnd(width)}  ${value.padStart(12)}`)].join('\n');
}
