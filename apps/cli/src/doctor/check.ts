/** One thing the doctor looked at. `warning`: Prefloop runs without it, with less. */
export interface Check {
  name: string;
  status: 'ok' | 'warning' | 'failed';
  detail: string;
  /** What to do about it; there whenever the status is not ok. */
  fix?: string;
}

export function ok(name: string, detail: string): Check {
  return { name, status: 'ok', detail };
}

export function warning(name: string, detail: string, fix: string): Check {
  return { name, status: 'warning', detail, fix };
}

export function failed(name: string, detail: string, fix: string): Check {
  return { name, status: 'failed', detail, fix };
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
