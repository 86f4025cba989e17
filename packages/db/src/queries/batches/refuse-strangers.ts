import { AppError, type BatchAudience } from '@prefloop/contract';
import { and, count, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { memberships } from '../../schema/index.ts';

/** A batch names only members of its project who may rate: anybody else's tasks would wait for ever. */
export async function refuseStrangers(
  tx: Transaction,
  projectId: string,
  { userIds }: BatchAudience,
): Promise<void> {
  if (userIds === null) return;
  const [known] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(
      and(
        eq(memberships.projectId, projectId),
        inArray(memberships.userId, userIds),
        inArray(memberships.role, ['lead', 'engineer', 'annotator']),
      ),
    );
  const strangers = userIds.length - (known?.n ?? 0);
  if (strangers === 0) return;
  throw new AppError('BAD_REQUEST', {
    message:
      `${strangers} of the ${userIds.length} people named may not rate in this project. ` +
      'Name its leads, engineers and annotators alone.',
  });
}
