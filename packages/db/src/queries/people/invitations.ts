import { AppError, type DeploymentRole, type ProjectRole } from '@prefloop/contract';
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction, Transaction } from '../../client.ts';
import { memberships, oneTimeLinks, projects, users } from '../../schema/index.ts';
import { createLink, findLink } from '../links.ts';
import { type Actor, recordAudit } from './audit.ts';
import { findUserByEmail } from './users.ts';

/** Where an invitation leads: into one project with a role there, or into the deployment. */
export type InvitedTo = { projectId: string; role: ProjectRole } | { projectId: null; role: DeploymentRole };

const inProject = (projectId: string | null) =>
  projectId === null ? isNull(oneTimeLinks.projectId) : eq(oneTimeLinks.projectId, projectId);

const open = and(isNull(oneTimeLinks.usedAt), isNull(oneTimeLinks.revokedAt));

async function refuseMember(tx: Transaction, email: string, to: InvitedTo): Promise<void> {
  const user = await findUserByEmail(tx, email);
  if (!user) return;
  const [member] =
    to.projectId === null
      ? [user.role === 'admin' || to.role === 'member']
      : await tx
          .select({ role: memberships.role })
          .from(memberships)
          .where(and(eq(memberships.projectId, to.projectId), eq(memberships.userId, user.id)));
  if (member) {
    throw new AppError('CONFLICT', { message: `${email} is here already. Change the role instead.` });
  }
}

/** Makes an invitation for one address, good for 72 hours and one use. An earlier open one stops working. */
export async function invite(db: Db, by: Actor, email: string, to: InvitedTo) {
  return db.transaction(async (tx) => {
    await refuseMember(tx, email, to);
    await tx
      .update(oneTimeLinks)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(oneTimeLinks.purpose, 'invitation'),
          eq(oneTimeLinks.email, email),
          inProject(to.projectId),
          open,
        ),
      );
    const link = await createLink(tx, {
      purpose: 'invitation',
      hours: 72,
      email,
      role: to.role,
      ...(to.projectId === null ? {} : { projectId: to.projectId }),
      ...(by.actorId === null ? {} : { createdBy: by.actorId }),
    });
    await recordAudit(tx, by, {
      action: 'invitation.created',
      subject: email,
      detail: { role: to.role },
      ...(to.projectId === null ? {} : { projectId: to.projectId }),
    });
    return link;
  });
}

/** A page of invitations, newest first, each with what became of it. */
export async function listInvitations(
  db: DbOrTransaction,
  projectId: string | null,
  page: { before?: string; limit: number },
) {
  return db
    .select({
      id: oneTimeLinks.id,
      email: sql<string>`${oneTimeLinks.email}`,
      role: sql<ProjectRole | DeploymentRole>`${oneTimeLinks.role}`,
      state: sql<'open' | 'accepted' | 'revoked' | 'expired'>`case
        when ${oneTimeLinks.usedAt} is not null then 'accepted'
        when ${oneTimeLinks.revokedAt} is not null then 'revoked'
        when ${oneTimeLinks.expiresAt} <= now() then 'expired'
        else 'open' end`,
      invitedBy: users.name,
      createdAt: oneTimeLinks.createdAt,
      expiresAt: oneTimeLinks.expiresAt,
    })
    .from(oneTimeLinks)
    .leftJoin(users, eq(users.id, oneTimeLinks.createdBy))
    .where(
      and(
        eq(oneTimeLinks.purpose, 'invitation'),
        inProject(projectId),
        page.before === undefined ? undefined : lt(oneTimeLinks.id, page.before),
      ),
    )
    .orderBy(desc(oneTimeLinks.id))
    .limit(page.limit);
}

/** What an invitation offers to the holder of its secret, or null when it is good no more. */
export async function describeInvitation(db: DbOrTransaction, secret: string) {
  const link = await findLink(db, 'invitation', secret);
  if (!link?.email) return null;
  const [project] =
    link.projectId === null
      ? []
      : await db
          .select({ slug: projects.slug, name: projects.name })
          .from(projects)
          .where(eq(projects.id, link.projectId));
  const [inviter] =
    link.createdBy === null
      ? []
      : await db.select({ name: users.name }).from(users).where(eq(users.id, link.createdBy));
  return {
    email: link.email,
    role: link.role,
    slug: project?.slug ?? null,
    project: project?.name ?? null,
    invitedBy: inviter?.name ?? null,
    expiresAt: link.expiresAt,
  };
}

/** Withdraws an open invitation. False when there is none of that id. */
export async function revokeInvitation(
  db: Db,
  by: Actor,
  projectId: string | null,
  id: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(oneTimeLinks)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(oneTimeLinks.id, id), eq(oneTimeLinks.purpose, 'invitation'), inProject(projectId), open))
      .returning({ email: oneTimeLinks.email });
    if (!revoked) return false;
    await recordAudit(tx, by, {
      action: 'invitation.revoked',
      ...(revoked.email === null ? {} : { subject: revoked.email }),
      ...(projectId === null ? {} : { projectId }),
    });
    return true;
  });
}
