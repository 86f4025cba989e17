import { and, desc, eq, lt } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { auditLog, projects, users } from '../../schema/index.ts';

/** Who acts, and from which address. `actorId` is null where nobody is signed in. */
export type Actor = { actorId: string | null; ip: string | null };

export type AuditEvent = {
  action: string;
  projectId?: string;
  /** What was acted on: an id, an address, a name. Never a secret. */
  subject?: string;
  detail?: Record<string, unknown>;
};

/** Adds a row to the audit log; in the transaction of the change it tells of, where there is one. */
export async function recordAudit(db: DbOrTransaction, by: Actor, event: AuditEvent): Promise<void> {
  await db.insert(auditLog).values({ ...by, ...event });
}

/** A page of the audit log, newest first. */
export async function listAudit(
  db: DbOrTransaction,
  filter: { before?: string; limit: number; projectSlug?: string; action?: string; actorId?: string },
) {
  return db
    .select({
      id: auditLog.id,
      createdAt: auditLog.createdAt,
      actorId: auditLog.actorId,
      actorName: users.name,
      action: auditLog.action,
      project: projects.slug,
      subject: auditLog.subject,
      detail: auditLog.detail,
      ip: auditLog.ip,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .leftJoin(projects, eq(projects.id, auditLog.projectId))
    .where(
      and(
        filter.before === undefined ? undefined : lt(auditLog.id, filter.before),
        filter.projectSlug === undefined ? undefined : eq(projects.slug, filter.projectSlug),
        filter.action === undefined ? undefined : eq(auditLog.action, filter.action),
        filter.actorId === undefined ? undefined : eq(auditLog.actorId, filter.actorId),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(filter.limit);
}
