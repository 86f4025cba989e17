import { z } from 'zod';

/**
 * Everything that travels over the queue: ids only, since Postgres holds what is to be done. A lost or doubled
 * job is harmless; whoever gets it claims the work in the database first.
 */
export type JobPayloads = {
  /** A run may be due. */
  run: { runId: string };
  /** A model version is to be checked, converted or fetched. */
  'prepare-model': { versionId: string };
  /** The agreement and reliability of a batch are wanted. */
  statistics: { batchId: string };
};

export type JobName = keyof JobPayloads;
export type JobPayload<N extends JobName> = JobPayloads[N];

export const jobPayloads: { [N in JobName]: z.ZodType<JobPayloads[N]> } = {
  run: z.strictObject({ runId: z.uuid() }),
  'prepare-model': z.strictObject({ versionId: z.uuid() }),
  statistics: z.strictObject({ batchId: z.uuid() }),
};
