import { z } from 'zod';
import { runLaunch, runPreflight } from './runs.ts';

/** A launch as people write it, in YAML. */
export const runDocumentText = z
  .strictObject({ text: z.string().max(100_000) })
  .meta({ id: 'RunDocumentText' });

/** A launch in both shapes. `text` names models and snapshots, and holds only what differs from preset and defaults. */
export const runDocument = z.object({ text: z.string(), launch: runLaunch }).meta({ id: 'RunDocument' });
export type RunDocument = z.infer<typeof runDocument>;

/** What a look at a launch answers: the findings, and the document that says the same as the launch. */
export const runPreview = runPreflight.extend({ document: z.string() }).meta({ id: 'RunPreview' });
export type RunPreview = z.infer<typeof runPreview>;
