import type { ImportContainer, ImportDefaults, ImportPrompt, ImportRow } from '@prefloop/contract';
import type { RawRow } from '../containers/record.ts';
import { RowFault } from '../row-fault.ts';
import { listOf, textAt, textOf } from './cells.ts';
import type { Layout, ReadContext, Reading } from './layout.ts';

export type RowContext = ReadContext & {
  source: string;
  container: ImportContainer;
  defaults: ImportDefaults;
  layout: Layout;
  /** Columns that play a part; the others are metadata. */
  used: ReadonlySet<string>;
};

export function rowContext(parts: Omit<RowContext, 'used'>): RowContext {
  return {
    ...parts,
    used: new Set([
      ...Object.values(parts.mapping).flatMap((column) => column ?? []),
      ...(parts.layout.uses ?? []),
    ]),
  };
}

/**
 * The canonical rows of one row of a file.
 *
 * @throws RowFault
 */
export function toRows(raw: RawRow, context: RowContext): ImportRow[] {
  return context.layout.read(raw.value, context).map((reading) => {
    const prompt = toPrompt(raw, reading, context);
    if (context.kind === 'prompts') return { kind: 'prompt', prompt };
    if (!reading.pair) throw new RowFault('MISSING_FIELD', 'the row holds no two responses to compare');
    return { kind: 'pair', pair: { prompt, ...reading.pair } };
  });
}

function toPrompt(raw: RawRow, reading: Reading, context: RowContext): ImportPrompt {
  const { mapping, defaults } = context;
  const taskType = reading.taskType || textAt(raw.value, mapping.taskType).trim() || defaults.taskType;
  const language = reading.language || textAt(raw.value, mapping.language).trim() || defaults.language;
  const tags = reading.tags ?? tagsOf(raw.value, mapping.tags);
  return {
    source: reading.source ?? context.source,
    sourceId: within(idOf(raw, reading, context), 300, mapping.id ?? 'sourceId'),
    messages: reading.messages,
    ...(taskType ? { taskType: within(taskType, 100, mapping.taskType ?? 'taskType') } : {}),
    ...(language ? { language: within(language, 35, mapping.language ?? 'language') } : {}),
    tags: [...new Set([...tags, ...(defaults.tags ?? [])])],
    ...(reading.reference === undefined ? {} : { reference: reading.reference }),
    metadata: { ...unused(raw.value, context), ...reading.metadata },
  };
}

/** A line number names a row of JSONL, where blank lines count; in the other containers a row may span lines. */
function idOf({ line, row, value }: RawRow, reading: Reading, { mapping, container }: RowContext): string {
  const given = reading.id ?? textAt(value, mapping.id).trim();
  const id = given || (container === 'jsonl' ? `line:${line}` : `row:${row}`);
  return reading.part === undefined ? id : `${id}#${reading.part}`;
}

function tagsOf(row: Record<string, unknown>, column: string | undefined): string[] {
  const cell = column === undefined ? undefined : row[column];
  if (column === undefined || cell === undefined || cell === null) return [];
  const tags =
    typeof cell === 'string' && !cell.startsWith('[')
      ? cell.split(/[,;|]/)
      : listOf(cell, column).map((tag, at) => textOf(tag, `${column}[${at}]`));
  const clean = tags.map((tag) => tag.trim()).filter((tag) => tag !== '');
  if (clean.length > 50)
    throw new RowFault('TOO_LONG', `\`${column}\` has ${clean.length} tags; at most 50`, column);
  return clean.map((tag) => within(tag, 100, column));
}

function within(text: string, most: number, field: string): string {
  if (text.length <= most) return text;
  throw new RowFault('TOO_LONG', `\`${field}\` is ${text.length} characters long; at most ${most}`, field);
}

function unused(row: Record<string, unknown>, { used }: RowContext): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !used.has(name)));
}
