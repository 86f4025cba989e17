/** The id of a chart on the page, from the name of its curve. */
export function chartId(name: string): string {
  return `chart-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Brings a chart into view and gives it the focus. */
export function focusChart(name: string): void {
  const chart = document.getElementById(chartId(name));
  chart?.scrollIntoView({ block: 'center' });
  chart?.focus({ preventScroll: true });
}
