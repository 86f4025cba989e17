import type { Curve } from './curves.ts';

/** The points of a curve as they are drawn: a row for each bucket. */
export function curveAsCsv(curve: Curve): string {
  const rows = curve.steps.map((step, at) => {
    const time = new Date(curve.times[at] ?? 0).toISOString();
    // No number is an empty field, as spreadsheets have it.
    return [
      step,
      time,
      curve.last[at] ?? '',
      curve.min[at] ?? '',
      curve.max[at] ?? '',
      curve.counts[at],
    ].join(',');
  });
  return `${['step,time,value,min,max,values', ...rows].join('\r\n')}\r\n`;
}

/** The picture of a plot under its title, on the page's own ground. */
export function plotAsPng(canvas: HTMLCanvasElement, title: string): Promise<Blob | null> {
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const head = 28 * devicePixelRatio;
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height + head;
  const ink = picture.getContext('2d');
  if (!ink) return Promise.resolve(null);
  ink.fillStyle = colour('--mantine-color-body');
  ink.fillRect(0, 0, picture.width, picture.height);
  ink.fillStyle = colour('--mantine-color-text');
  ink.font = `600 ${14 * devicePixelRatio}px ${style.fontFamily}`;
  ink.fillText(title, 8 * devicePixelRatio, 20 * devicePixelRatio);
  ink.drawImage(canvas, 0, head);
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
}

/** Hands a file to the browser to keep. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
