import { z } from 'zod';

const count = z.int().min(0);

/** How much there is at each station of the loop. */
export const projectOverview = z
  .object({
    prompts: z.object({ total: count, withReference: count }),
    responses: z.object({ total: count, versions: count }),
    tasks: z.object({
      total: count,
      /** Ratings still wanted by released batches. */
      wanted: count,
    }),
    ratings: z.object({ total: count, annotators: count }),
    snapshots: z.object({ total: count }),
    /** Runs that train or evaluate; those that only generate show in `responses`. */
    runs: z.object({ total: count, active: count, failed: count }),
    /** Versions that are ready; `trained`: made by a run here. */
    models: z.object({ ready: count, trained: count }),
  })
  .meta({ id: 'ProjectOverview' });
