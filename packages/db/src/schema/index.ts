export * from './lineage.ts';
export * from './models.ts';
export * from './people.ts';
export * from './projects.ts';
export * from './prompts.ts';
export * from './rating.ts';
export * from './statistics.ts';
export * from './training.ts';
