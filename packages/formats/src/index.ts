export type { ByteSource } from './bytes/open-bytes.ts';
export { demoFile, demoResponsesFile } from './demo-file.ts';
export { detectFile } from './detect-file.ts';
export { defaultLimits, type ImportLimits } from './limits.ts';
export { type ReadItem, type ReadOptions, readRows } from './read-rows.ts';
