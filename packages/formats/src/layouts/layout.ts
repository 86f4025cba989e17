import type {
  ImportKind,
  ImportLayout,
  ImportMapping,
  ImportMessage,
  ImportRating,
  ImportResponse,
} from '@prefloop/contract';
import type { Columns } from './columns.ts';

/** What a layout makes of one row; identity, tags and metadata are added for all layouts alike. */
export type Reading = {
  messages: ImportMessage[];
  reference?: string | ImportMessage[] | undefined;
  taskType?: string | undefined;
  language?: string | undefined;
  tags?: string[] | undefined;
  /** Only the platform's own rows name these two themselves. */
  source?: string | undefined;
  id?: string | undefined;
  /** Added to the columns that play no part. */
  metadata?: Record<string, unknown>;
  /** Tells apart several prompts of one row; becomes part of the id. */
  part?: number;
  pair?: { responses: [ImportResponse, ImportResponse]; ratings: ImportRating[] };
};

export type ReadContext = {
  mapping: ImportMapping;
  kind: ImportKind;
  /** Key of whoever rated where the file names nobody. */
  annotator: string;
};

export type Layout = {
  id: ImportLayout;
  /** The first is what the layout is meant for. */
  kinds: [ImportKind, ...ImportKind[]];
  /** Columns that are read beside those of the mapping. */
  uses?: string[];
  /** The parts that the columns play, or null where a column is missing that makes the layout. */
  recognise(columns: Columns): ImportMapping | null;
  /** @throws RowFault */
  read(row: Record<string, unknown>, context: ReadContext): Reading[];
};
