import type { ImportPreview } from '@prefloop/contract';
import type { ByteSource } from './bytes/open-bytes.ts';
import { Columns } from './layouts/columns.ts';
import { recogniseLayouts } from './layouts/recognise.ts';
import { defaultLimits } from './limits.ts';
import { lookAtFile } from './look-at-file.ts';
import type { ReadOptions } from './read-rows.ts';

const SHOWN = 20;

/**
 * What the first rows of a file tell: container, layout, mapping, and how they would be imported. Settings that are
 * given are kept, so that a changed mapping can be previewed too. Reads only the head and closes the source.
 *
 * @throws AppError BAD_FILE, UNSUPPORTED_FILE
 */
export async function detectFile(source: ByteSource, options: ReadOptions): Promise<ImportPreview> {
  const look = await lookAtFile(source, options.container, { ...defaultLimits, ...options.limits });
  try {
    const [first, ...others] = recogniseLayouts(look, options);
    return {
      container: look.container,
      gzip: look.gzip,
      layout: first?.context.layout.id ?? null,
      confidence: first?.confidence ?? 0,
      alternatives: others.map(({ context, confidence }) => ({ layout: context.layout.id, confidence })),
      kinds: first?.context.layout.kinds ?? [],
      kind: first?.context.kind ?? null,
      columns: new Columns(look.samples).describe(),
      mapping: first?.context.mapping ?? {},
      samples: first?.rows.slice(0, SHOWN) ?? [],
      problems: [...look.problems, ...(first?.problems ?? [])].slice(0, SHOWN),
      sampled: look.samples.length,
    };
  } finally {
    await look.close();
  }
}
