/** How much of a file is taken before it is refused. Sizes in bytes. */
export type ImportLimits = {
  /** One row, as it stands in the file. */
  maxRowBytes: number;
  /** The whole file, unpacked. */
  maxFileBytes: number;
  /** Unpacked over packed size; only looked at beyond 16 MiB unpacked, since short files pack by any factor. */
  maxGzipRatio: number;
  maxColumns: number;
  maxDepth: number;
};

const MiB = 1024 * 1024;

export const defaultLimits: ImportLimits = {
  maxRowBytes: 8 * MiB,
  maxFileBytes: 16 * 1024 * MiB,
  maxGzipRatio: 200,
  maxColumns: 1000,
  maxDepth: 64,
};

export const GZIP_RATIO_FLOOR = 16 * MiB;
/** Rows that are looked at to recognise a layout. */
export const SAMPLE_ROWS = 200;
/** At most this much of a file is held in memory to recognise it, unless its first row alone is longer. */
export const SAMPLE_BYTES = 1 * MiB;
