import { z } from 'zod';
import { deploymentRole, projectRole } from '../roles.ts';
import { emailAddress, line } from '../text.ts';

export const user = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: deploymentRole,
    disabledAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    /** When the newest of the user's sessions began. */
    lastSignInAt: z.iso.datetime().nullable(),
    projects: z.int(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const userUpdate = z
  .strictObject({
    role: deploymentRole.optional(),
    /** Disabling ends the user's sessions and API keys at once. */
    disabled: z.boolean().optional(),
  })
  .refine((update) => Object.keys(update).length > 0, 'names nothing to change')
  .meta({ id: 'UserUpdate' });

/** What somebody can judge, in the project's own words: a subject, a programming language. Case does not tell apart. */
export const skills = (max: number) =>
  z
    .array(line(60).toLowerCase())
    .max(max)
    .refine((all) => new Set(all).size === all.length, 'names one twice');

/** Pairs that one person may rate in a day, which begins at midnight UTC; null: no limit. */
export const dailyQuota = z.int().min(1).max(10_000).nullable();

export const member = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: projectRole,
    disabled: z.boolean(),
    joinedAt: z.iso.datetime(),
    /** Since when they get no pairs; a batch's page tells leads why. */
    ratingPausedAt: z.iso.datetime().nullable(),
    skills: skills(50),
    /** As the prompts name theirs. */
    languages: skills(20),
    /** Null: as the project has it. */
    dailyQuota,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

export const memberUpdate = z
  .strictObject({
    role: projectRole.optional(),
    skills: skills(50).optional(),
    languages: skills(20).optional(),
    dailyQuota: dailyQuota.optional(),
  })
  .refine((update) => Object.keys(update).length > 0, 'names nothing to change')
  .meta({ id: 'MemberUpdate' });
export type MemberUpdate = z.infer<typeof memberUpdate>;

export const invitationState = z
  .enum(['open', 'accepted', 'revoked', 'expired'])
  .meta({ id: 'InvitationState' });

export const invitation = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: z.union([projectRole, deploymentRole]),
    state: invitationState,
    invitedBy: z.string().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

export const newInvitation = z
  .strictObject({ email: emailAddress, role: projectRole })
  .meta({ id: 'NewInvitation' });

export const newDeploymentInvitation = z
  .strictObject({ email: emailAddress, role: deploymentRole })
  .meta({ id: 'NewDeploymentInvitation' });

/** A link with a secret in its fragment. It is shown this once and can be used once. */
export const issuedLink = z
  .object({ id: z.uuid(), url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'IssuedLink' });

export const auditEntry = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    /** null: nobody was signed in, or the server itself acted. */
    actor: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
    action: z.string(),
    project: z.string().nullable(),
    subject: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
