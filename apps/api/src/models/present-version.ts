import type { LineageStep, ModelVersionDetail, ModelVersionItem } from '@prefloop/contract';
import type { getModelVersion, listModels, readLineage } from '@prefloop/db';

type ItemRow = Awaited<ReturnType<typeof listModels>>[number]['versions'][number];
type DetailRow = NonNullable<Awaited<ReturnType<typeof getModelVersion>>>;
type Lineage = Awaited<ReturnType<typeof readLineage>>;

export function presentVersion(row: ItemRow): ModelVersionItem {
  return {
    id: row.id,
    modelId: row.modelId,
    model: row.model,
    version: row.version,
    origin: row.origin,
    purpose: row.purpose,
    status: row.status,
    error: row.error,
    aliases: row.aliases,
    createdAt: row.createdAt.toISOString(),
  };
}

function presentStep({ version, run, snapshot }: Lineage['ancestors'][number]): LineageStep {
  return { version: presentVersion(version), run, snapshot };
}

/** Built field by field: the stored key is not read, and nothing that is added to a row shows by accident. */
export function presentVersionDetail(row: DetailRow, lineage: Lineage): ModelVersionDetail {
  return {
    ...presentVersion(row),
    description: row.description,
    location: row.location,
    hasKey: row.hasKey,
    facts: row.facts,
    createdBy: row.createdBy,
    run: row.run,
    snapshot: row.snapshot,
    ancestors: lineage.ancestors.map(presentStep),
    descendants: lineage.descendants.map(presentStep),
    responses: row.responses,
  };
}
