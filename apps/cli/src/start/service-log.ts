import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const rotateAtBytes = 20 * 1024 * 1024;
const keptLines = 20;
const warnLevel = 40;

const logLine = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

/** What the services print: whole in `logs/<name>.log`, warnings and worse on the screen. */
export class ServiceLog {
  private readonly folder: string;
  private readonly show: (text: string) => void;
  private readonly streams = new Map<string, WriteStream>();
  private readonly last = new Map<string, string[]>();

  constructor(folder: string, show: (text: string) => void) {
    this.folder = folder;
    this.show = show;
  }

  async open(name: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const path = this.path(name);
    const size = (await stat(path).catch(() => null))?.size ?? 0;
    if (size > rotateAtBytes) await rename(path, `${path}.1`);
    this.streams.set(name, createWriteStream(path, { flags: 'a', mode: 0o600 }));
  }

  path(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  line(name: string, text: string): void {
    this.streams.get(name)?.write(`${text}\n`);
    const lines = this.last.get(name) ?? [];
    lines.push(text);
    this.last.set(name, lines.slice(-keptLines));
    const notable = notableText(text);
    if (notable !== null) this.show(`[${name}] ${notable}`);
  }

  /** The last lines of a service, for the report of its failure. */
  tail(name: string): string {
    return (this.last.get(name) ?? []).map((line) => `  ${readableText(line)}`).join('\n');
  }

  async close(): Promise<void> {
    await Promise.all([...this.streams.values()].map((stream) => new Promise((done) => stream.end(done))));
  }
}

/** The text of a log line of level warn or above; null for everything quieter and for plain text. */
export function notableText(line: string): string | null {
  const parsed = parseLine(line);
  return parsed !== null && parsed.level >= warnLevel ? readableText(line) : null;
}

function readableText(line: string): string {
  const parsed = parseLine(line);
  if (parsed === null) return line;
  const cause = parsed.err?.message;
  const text = parsed.msg ?? cause ?? line;
  return cause !== undefined && cause !== text ? `${text}: ${cause}` : text;
}

function parseLine(line: string): z.infer<typeof logLine> | null {
  if (!line.startsWith('{')) return null;
  try {
    return logLine.parse(JSON.parse(line));
  } catch {
    // Not one of our log lines: shown as it is where text is asked for.
    return null;
  }
}
