import type { ImportColumn, ImportMapping } from '@prefloop/contract';
import type { RawRow } from '../containers/record.ts';

export type ColumnType = ImportColumn['types'][number];
type Facts = { types: Set<ColumnType>; filled: number; values: Set<unknown>; examples: string[] };

/** What the sampled rows tell of each column. */
export class Columns {
  readonly #facts = new Map<string, Facts>();
  readonly #rows: number;

  constructor(samples: RawRow[]) {
    this.#rows = samples.length;
    for (const { value } of samples) {
      for (const [name, cell] of Object.entries(value)) this.#note(name, cell);
    }
  }

  #note(name: string, cell: unknown): void {
    const facts = this.#facts.get(name) ?? { types: new Set(), filled: 0, values: new Set(), examples: [] };
    this.#facts.set(name, facts);
    const type = typeOf(cell);
    facts.types.add(type);
    if (type === 'empty') return;
    facts.filled += 1;
    facts.values.add(cell);
    if (facts.examples.length < 3) facts.examples.push(shortened(cell));
  }

  has(name: string): boolean {
    return this.#facts.has(name);
  }

  names(): string[] {
    return [...this.#facts.keys()];
  }

  /** The first of `wanted` that is a column of one of the types, `empty` meaning that no row needs to fill it. Case doesn't matter. */
  find(wanted: readonly string[], types: readonly ColumnType[] = ['text']): string | undefined {
    for (const name of wanted) {
      const match = this.names().find((column) => column.toLowerCase() === name.toLowerCase());
      if (match !== undefined && this.#holds(match, types)) return match;
    }
    return undefined;
  }

  /** No value stands twice: fit to identify a row. */
  isUnique(name: string): boolean {
    const facts = this.#facts.get(name);
    return facts !== undefined && facts.filled === this.#rows && facts.values.size === this.#rows;
  }

  #holds(name: string, types: readonly ColumnType[]): boolean {
    const facts = this.#facts.get(name);
    if (!facts) return false;
    if (facts.filled === 0) return types.includes('empty');
    return [...facts.types].some((type) => types.includes(type));
  }

  describe(): ImportColumn[] {
    return [...this.#facts].map(([name, { types, filled, examples }]) => ({
      name,
      types: [...types],
      filled: this.#rows === 0 ? 0 : filled / this.#rows,
      examples,
    }));
  }
}

const ids = [
  'sourceId',
  'source_id',
  'id',
  'idx',
  'uid',
  'uuid',
  'question_id',
  'task_id',
  'prompt_id',
  'pair_id',
];

/** The parts that any layout may have beside its own. */
export function commonParts(columns: Columns): ImportMapping {
  const id = ids
    .map((name) => columns.find([name], ['text', 'number']))
    .find((name) => name !== undefined && columns.isUnique(name));
  return withoutGaps({
    id,
    system: columns.find(['system', 'system_prompt']),
    taskType: columns.find(['taskType', 'task_type', 'task', 'category']),
    language: columns.find(['language', 'lang', 'locale']),
    tags: columns.find(['tags', 'keywords'], ['text', 'list']),
  });
}

/** Drops the parts that no column plays. */
export function withoutGaps(parts: ImportMapping): ImportMapping {
  return Object.fromEntries(Object.entries(parts).filter(([, column]) => column !== undefined));
}

export function typeOf(cell: unknown): ColumnType {
  if (cell === null || cell === undefined || cell === '') return 'empty';
  if (Array.isArray(cell)) return 'list';
  if (typeof cell === 'string') return 'text';
  if (typeof cell === 'number') return 'number';
  return typeof cell === 'boolean' ? 'boolean' : 'object';
}

function shortened(cell: unknown): string {
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
