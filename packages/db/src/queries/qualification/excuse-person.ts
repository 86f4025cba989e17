import { AppError } from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { annotators, memberships, users } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { lockAnnotator } from '../rating/ensure-annotator.ts';

type Whose = { projectId: string; userId: string };

/** The annotator that a member is, locked; made for who has not rated yet. Throws NOT_FOUND. */
async function lockMember(tx: Transaction, { projectId, userId }: Whose) {
  const [member] = await tx
    .select({ name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)));
  if (!member || member.role === 'viewer') {
    throw new AppError('NOT_FOUND', { message: 'Nobody who rates in this project has this id.' });
  }
  return lockAnnotator(tx, { projectId, userId, name: member.name });
}

/**
 * Lets somebody off the qualification, or asks it of them again. Whoever has passed stays passed either way. A repeat
 * is harmless. Throws NOT_FOUND.
 */
export async function waiveQualification(db: Db, by: Actor, whose: Whose, waived: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const { id } = await lockMember(tx, whose);
    const changed = await tx
      .update(annotators)
      .set(
        waived
          ? { qualifiedAt: sql`now()`, qualifiedBy: 'waiver' }
          : { qualifiedAt: null, qualifiedBy: null },
      )
      .where(
        and(eq(annotators.id, id), waived ? sql`qualified_at is null` : eq(annotators.qualifiedBy, 'waiver')),
      )
      .returning({ id: annotators.id });
    if (changed.length === 0) return;
    const action = waived ? 'qualification.waived' : 'qualification.asked-again';
    await recordAudit(tx, by, { action, projectId: whose.projectId, subject: whose.userId });
  });
}

/**
 * Grants one more attempt to somebody who has none left. Throws NOT_FOUND, and CONFLICT where they have one, or have
 * passed: of two grants that come at once one counts.
 */
export async function grantQualificationAttempt(db: Db, by: Actor, whose: Whose): Promise<void> {
  await db.transaction(async (tx) => {
    const { id } = await lockMember(tx, whose);
    const used = sql`(select count(*) from qualification_attempts t where t.annotator_id = ${annotators.id})`;
    const allowed = sql`(select q.attempts from qualifications q where q.project_id = ${whose.projectId})`;
    const granted = await tx
      .update(annotators)
      // From what was used: the rule may have been made stricter since.
      .set({ extraAttempts: sql`${used} + 1 - ${allowed}` })
      .where(
        and(
          eq(annotators.id, id),
          sql`qualified_at is null and ${allowed} + extra_attempts <= ${used} and not exists (
            select 1 from qualification_attempts t
            where t.annotator_id = ${annotators.id} and t.result <> 'failed')`,
        ),
      )
      .returning({ id: annotators.id });
    if (granted.length === 0) {
      throw new AppError('CONFLICT', {
        message: 'They need no other attempt: they have one left, are in the middle of one, or have passed.',
      });
    }
    const { projectId, userId } = whose;
    await recordAudit(tx, by, { action: 'qualification.attempt-granted', projectId, subject: userId });
  });
}
