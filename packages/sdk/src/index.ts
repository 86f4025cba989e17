export * from './api-error.ts';
export * from './client.ts';
export type { components, operations, paths } from './generated/api.d.ts';
