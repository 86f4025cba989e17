import {
  AppError,
  type ImportKind,
  type ImportMapping,
  type ImportProblem,
  type ImportRow,
  type ImportSettings,
} from '@prefloop/contract';
import { toProblem } from '../containers/record.ts';
import type { FileLook } from '../look-at-file.ts';
import { RowFault } from '../row-fault.ts';
import { allLayouts, layoutById, layoutOfMapping } from './all-layouts.ts';
import { Columns } from './columns.ts';
import type { Layout } from './layout.ts';
import { type RowContext, rowContext, toRows } from './to-row.ts';

export type Recognised = {
  context: RowContext;
  confidence: number;
  rows: ImportRow[];
  problems: ImportProblem[];
};
export type ReadSettings = ImportSettings & { source: string };

/** Every layout that reads some of the sampled rows, the one to take first. What a person settled is left as it is. */
export function recogniseLayouts(look: FileLook, settings: ReadSettings): Recognised[] {
  const columns = new Columns(look.samples);
  const found = candidates(columns, settings)
    .map(([layout, mapping]) => tryLayout(layout, mapping, look, settings))
    .filter((one) => one.confidence > 0);
  // The order of the list says what is most particular; a layout that fails on most rows loses to any other.
  const first =
    found.find((one) => one.confidence >= 0.5) ?? found.sort((a, b) => b.confidence - a.confidence)[0];
  return first ? [first, ...found.filter((one) => one !== first)] : [];
}

function candidates(columns: Columns, settings: ReadSettings): [Layout, ImportMapping][] {
  const { mapping } = settings;
  const chosen = settings.layout && layoutById(settings.layout);
  if (mapping) return [[chosen ?? layoutOfMapping(mapping), mapping]];
  return (chosen ? [chosen] : allLayouts).flatMap((layout): [Layout, ImportMapping][] => {
    const recognised = layout.recognise(columns);
    return recognised ? [[layout, recognised]] : [];
  });
}

function tryLayout(
  layout: Layout,
  mapping: ImportMapping,
  look: FileLook,
  settings: ReadSettings,
): Recognised {
  const context = contextOf(layout, mapping, look, settings);
  const rows: ImportRow[] = [];
  const problems: ImportProblem[] = [];
  for (const raw of look.samples) {
    try {
      rows.push(...toRows(raw, context));
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      problems.push(toProblem(raw.line, error));
    }
  }
  const read = look.samples.length - problems.length;
  const tried = look.samples.length + look.problems.length;
  return { context, rows, problems, confidence: tried === 0 ? 0 : read / tried };
}

function contextOf(
  layout: Layout,
  mapping: ImportMapping,
  look: FileLook,
  settings: ReadSettings,
): RowContext {
  return rowContext({
    source: settings.source,
    container: look.container,
    defaults: settings.defaults ?? {},
    annotator: settings.annotator ?? 'unnamed',
    kind: kindOf(layout, settings.kind),
    layout,
    mapping,
  });
}

function kindOf(layout: Layout, wanted: ImportKind | undefined): ImportKind {
  if (wanted === undefined || layout.kinds.includes(wanted)) return wanted ?? layout.kinds[0];
  throw new AppError('BAD_FILE', {
    message: `Rows of the layout "${layout.id}" hold no ${wanted}; they can be read as ${layout.kinds.join(' or ')}.`,
  });
}
