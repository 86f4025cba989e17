import type { ConsoleBatch } from '@prefloop/contract';
import type { BatchAgreementRow, BatchRow, BatchStanding } from '@prefloop/db';
import { presentBatch } from '../batches/present-batch.ts';
import { explainStandstill } from './explain-standstill.ts';
import { keptAlpha } from './present-figures.ts';

export function presentConsoleBatch(
  row: BatchRow,
  standing: BatchStanding,
  agreement: BatchAgreementRow | undefined,
): ConsoleBatch {
  const { left, held, disputed, lastRatedAt } = standing;
  return {
    ...presentBatch(row),
    left,
    held,
    disputed,
    lastRatedAt: lastRatedAt === null ? null : new Date(lastRatedAt).toISOString(),
    standstill: explainStandstill({ ...standing, status: row.status }),
    agreement: agreement
      ? {
          ...keptAlpha(agreement),
          asOf: agreement.asOf === null ? null : new Date(agreement.asOf).toISOString(),
        }
      : { value: null, n: 0, low: null, high: null, why: 'Nobody has rated here yet.', asOf: null },
  };
}
