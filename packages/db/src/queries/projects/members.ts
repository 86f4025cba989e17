import { AppError, type MemberUpdate } from '@prefloop/contract';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Db, DbOrTransaction, Transaction } from '../../client.ts';
import { annotators, memberships, users } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { releaseWork } from '../people/release-work.ts';
import { releaseOutside } from '../rating/release-outside.ts';

/** A page of a project's members, in the order of their accounts. */
export async function listMembers(
  db: DbOrTransaction,
  projectId: string,
  filter: { after?: string; limit: number; userId?: string },
) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      disabledAt: users.disabledAt,
      joinedAt: memberships.createdAt,
      skills: memberships.skills,
      languages: memberships.languages,
      dailyQuota: memberships.dailyQuota,
      pausedAt: annotators.pausedAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(annotators, and(eq(annotators.projectId, projectId), eq(annotators.userId, users.id)))
    .where(
      and(
        eq(memberships.projectId, projectId),
        filter.after === undefined ? undefined : gt(users.id, filter.after),
        filter.userId === undefined ? undefined : eq(users.id, filter.userId),
      ),
    )
    .orderBy(asc(users.id))
    .limit(filter.limit);
}

/** Locks the project's leads in one order, so that two leads who remove each other cannot both succeed. */
async function refuseLastLead(tx: Transaction, projectId: string, userId: string): Promise<void> {
  const leads = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(and(eq(memberships.projectId, projectId), eq(memberships.role, 'lead')))
    .orderBy(memberships.userId)
    .for('update', { of: memberships });
  if (leads.length === 1 && leads[0]?.userId === userId) {
    throw new AppError('LAST_LEAD', {
      message: 'This is the last lead of the project. Make somebody else lead first.',
    });
  }
}

const membership = (projectId: string, userId: string) =>
  and(eq(memberships.projectId, projectId), eq(memberships.userId, userId));

/**
 * Gives a member another role, other skills or languages, or another quota. What they hold and may no longer rate is
 * given back. False when the user is no member; throws LAST_LEAD.
 */
export async function changeMember(
  db: Db,
  by: Actor,
  { projectId, userId }: { projectId: string; userId: string },
  change: MemberUpdate,
): Promise<boolean> {
  const { role, skills, languages } = change;
  return db.transaction(async (tx) => {
    if (role !== undefined && role !== 'lead') await refuseLastLead(tx, projectId, userId);
    const changed = await tx
      .update(memberships)
      .set(change)
      .where(membership(projectId, userId))
      .returning({ role: memberships.role });
    if (changed.length === 0) return false;
    // A viewer does not rate.
    if (role === 'viewer') await releaseWork(tx, userId, projectId);
    else if (skills || languages) await releaseOutside(tx, { projectId, userId });
    await recordAudit(tx, by, { action: 'member.changed', projectId, subject: userId, detail: change });
    return true;
  });
}

/** Ends a membership. What the person rated stays. False when the user is no member; throws LAST_LEAD. */
export async function removeMember(db: Db, by: Actor, projectId: string, userId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    await refuseLastLead(tx, projectId, userId);
    const removed = await tx
      .delete(memberships)
      .where(membership(projectId, userId))
      .returning({ role: memberships.role });
    if (removed.length === 0) return false;
    await releaseWork(tx, userId, projectId);
    await recordAudit(tx, by, { action: 'member.removed', projectId, subject: userId });
    return true;
  });
}
