import type { PipelinePreview } from '@prefloop/contract';
import type { Db } from '@prefloop/db';
import { layPipeline } from './lay-pipeline.ts';

class Undo extends Error {}

/** What a pipeline would launch. It is laid out as at a launch and taken back, so that the two cannot differ. */
export async function previewPipeline(
  db: Db,
  where: Parameters<typeof layPipeline>[1],
  text: string,
): Promise<PipelinePreview> {
  let preview: PipelinePreview | null = null;
  try {
    await db.transaction(async (tx) => {
      ({ preview } = await layPipeline(tx, where, text));
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  if (preview === null) throw new Error('nothing was laid out');
  return preview;
}
