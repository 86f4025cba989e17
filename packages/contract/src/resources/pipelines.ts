import { z } from 'zod';
import { page } from '../paging.ts';
import { runName } from './run-common.ts';
import { type RunStatus, runItem, runMethod, runPreflight, runPriority, runStatus } from './runs.ts';

/** Runs that one pipeline makes at most, sweeps counted out. */
export const mostPipelineRuns = 50;

/** A pipeline as people write it, in YAML. */
export const pipelineText = z.strictObject({ text: z.string().max(200_000) }).meta({ id: 'PipelineText' });

/** What a pipeline's document says besides its steps. */
export const pipelineHead = z.strictObject({
  name: runName.optional(),
  /** Once a run ends without success: begin nothing more, or go on with what does not need it. */
  onError: z.enum(['stop', 'continue']).default('stop'),
  /** Of all its runs, among those of the project that wait. */
  priority: runPriority.default('normal'),
  budget: z
    .strictObject({
      /** Hours that all runs may take together; what is left is cancelled then. */
      hours: z.number().gt(0).max(100_000).optional(),
      /** Runs that the document may come to, sweeps counted out. */
      runs: z.int().min(1).max(mostPipelineRuns).optional(),
    })
    .optional(),
});
export type PipelineHead = z.infer<typeof pipelineHead>;

/** How steps are called in a document, where other steps name them as the model to start from. */
export const stepKey = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);

const finding = z.object({ path: z.string(), code: z.string(), message: z.string() });

/** One run that a pipeline would launch, in the order in which they are laid out. */
export const pipelineStepPreview = runPreflight.extend({
  step: z.string(),
  method: runMethod,
  name: z.string(),
  /** The steps whose models it needs. */
  needs: z.array(z.string()),
  /** The version it will publish; null where it trains nothing. */
  makes: z.object({ model: z.string(), version: z.int() }).nullable(),
});

/** What a look at a pipeline answers. Problems of all steps, by their place in the document, forbid the launch. */
export const pipelinePreview = z
  .object({ steps: z.array(pipelineStepPreview), problems: z.array(finding), warnings: z.array(finding) })
  .meta({ id: 'PipelinePreview' });
export type PipelinePreview = z.infer<typeof pipelinePreview>;

export const pipelineStatus = z
  .enum(['open', 'succeeded', 'failed', 'cancelled'])
  .meta({ id: 'PipelineStatus' });
export type PipelineStatus = z.infer<typeof pipelineStatus>;

const facts = {
  id: z.uuid(),
  number: z.int(),
  name: z.string(),
  status: pipelineStatus,
  /** How many of its runs stand how. */
  counts: z.partialRecord(runStatus, z.int()),
  onError: z.enum(['stop', 'continue']),
  budgetHours: z.number().nullable(),
  /** Hours that its runs have taken so far, together. */
  spentHours: z.number(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
};
export const pipelineItem = z.object(facts).meta({ id: 'PipelineItem' });
export type PipelineItem = z.infer<typeof pipelineItem>;
export const pipelinePage = page(pipelineItem).meta({ id: 'PipelinePage' });

export const pipelineDetail = z
  .object({
    ...facts,
    /** The document that it was launched from. */
    text: z.string(),
    steps: z.array(
      z.object({
        step: z.string(),
        needs: z.array(z.string()),
        made: z.object({ id: z.uuid(), model: z.string(), version: z.int() }).nullable(),
        run: runItem,
      }),
    ),
  })
  .meta({ id: 'Pipeline' });
export type PipelineDetail = z.infer<typeof pipelineDetail>;

/** Open while any run has not ended; then as bad as the worst of them. */
export function pipelineStatusOf(counts: Partial<Record<RunStatus, number>>): PipelineStatus {
  const has = (...statuses: RunStatus[]) => statuses.some((status) => (counts[status] ?? 0) > 0);
  if (has('draft', 'queued', 'waiting', 'running')) return 'open';
  if (has('failed', 'diverged')) return 'failed';
  return has('cancelled') ? 'cancelled' : 'succeeded';
}
