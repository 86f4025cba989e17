import { AppError, type DeploymentRole, deploymentRole, projectRole } from '@prefloop/contract';
import { eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { memberships, projects, users } from '../../schema/index.ts';
import { useLink } from '../links.ts';
import { recordAudit } from './audit.ts';
import { createUser, type UserRow } from './create-user.ts';
import type { InvitedTo } from './invitations.ts';

const invalid = () =>
  new AppError('LINK_INVALID', {
    message: 'This invitation is used, withdrawn or too old. Ask whoever sent it for a new one.',
  });

/** Gives a user what the invitation offers. Someone who is in the project already keeps the role they have. */
async function grant(tx: Transaction, user: { id: string; role: DeploymentRole }, to: InvitedTo) {
  if (to.projectId !== null) {
    await tx
      .insert(memberships)
      .values({ projectId: to.projectId, userId: user.id, role: to.role })
      .onConflictDoNothing();
  } else if (to.role === 'admin' && user.role !== 'admin') {
    await tx.update(users).set({ role: 'admin', updatedAt: sql`now()` }).where(eq(users.id, user.id));
  }
}

async function take(tx: Transaction, secret: string) {
  const link = await useLink(tx, 'invitation', secret);
  if (!link?.email) throw invalid();
  const to: InvitedTo =
    link.projectId === null
      ? { projectId: null, role: deploymentRole.parse(link.role) }
      : { projectId: link.projectId, role: projectRole.parse(link.role) };
  return { email: link.email, to };
}

async function finish(
  tx: Transaction,
  user: { id: string; email: string; role: DeploymentRole },
  to: InvitedTo,
  ip: string | null,
): Promise<string | null> {
  await grant(tx, user, to);
  await recordAudit(
    tx,
    { actorId: user.id, ip },
    {
      action: 'invitation.accepted',
      subject: user.email,
      detail: { role: to.role },
      ...(to.projectId === null ? {} : { projectId: to.projectId }),
    },
  );
  if (to.projectId === null) return null;
  const [project] = await tx
    .select({ slug: projects.slug })
    .from(projects)
    .where(eq(projects.id, to.projectId));
  return project?.slug ?? null;
}

/** Uses an invitation up and makes the account it is for. Throws LINK_INVALID, also to all but one of many at once. */
export async function acceptAsNewcomer(
  db: Db,
  secret: string,
  person: { name: string; passwordHash: string },
  ip: string | null,
): Promise<{ user: UserRow; project: string | null }> {
  return db.transaction(async (tx) => {
    const { email, to } = await take(tx, secret);
    const role = to.projectId === null ? to.role : 'member';
    const user = await createUser(tx, { ...person, email, role });
    // The address got an account since the page was opened: its owner signs in and accepts then.
    if (!user)
      throw new AppError('CONFLICT', { message: `${email} has an account by now. Sign in, then accept.` });
    return { user, project: await finish(tx, user, to, ip) };
  });
}

/** Uses an invitation up for a user who is signed in. Throws LINK_INVALID, or FORBIDDEN for somebody else's. */
export async function acceptAsUser(
  db: Db,
  secret: string,
  user: { id: string; email: string; role: DeploymentRole },
  ip: string | null,
): Promise<{ project: string | null }> {
  return db.transaction(async (tx) => {
    const { email, to } = await take(tx, secret);
    if (email !== user.email) {
      throw new AppError('FORBIDDEN', {
        message: `This invitation is for ${email}. Sign out, then sign in as ${email}.`,
      });
    }
    return { project: await finish(tx, user, to, ip) };
  });
}
