import { type PipelineItem, pipelineStatusOf } from '@prefloop/contract';
import type { PipelineRow } from '@prefloop/db';

export function presentPipeline(row: PipelineRow): PipelineItem {
  const { id, number, name, counts, onError, budgetHours, spentHours, createdBy, createdAt } = row;
  return {
    id,
    number,
    name,
    status: pipelineStatusOf(counts),
    counts,
    onError,
    budgetHours,
    spentHours,
    createdBy,
    createdAt: createdAt.toISOString(),
  };
}
