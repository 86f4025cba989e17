import { z } from 'zod';
import { deploymentRole, projectRole } from '../roles.ts';
import { emailAddress, line, linkSecret } from '../text.ts';

/** Length and guessability are judged by `passwordProblem`, which can say why. */
const password = z.string().min(1, 'is empty').max(1_000);

export const setupState = z
  .object({
    /** Whether the deployment still waits for its first admin. */
    needed: z.boolean(),
  })
  .meta({ id: 'SetupState' });

export const firstAdmin = z
  .strictObject({ secret: linkSecret, name: line(100), email: emailAddress, password })
  .meta({ id: 'FirstAdmin' });

export const signInRequest = z.strictObject({ email: emailAddress, password }).meta({ id: 'SignInRequest' });

/** Languages that the pages of whoever rates speak. */
export const language = z.enum(['en', 'de']).meta({ id: 'Language' });
export type Language = z.infer<typeof language>;

/** The caller. */
export const me = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: deploymentRole,
    /** What the pages speak to them; null for what the browser asks for. */
    language: language.nullable(),
    /** How this request identified itself. */
    via: z.enum(['session', 'key']),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

/** What is left out stays as it is. */
export const meUpdate = z
  .strictObject({ name: line(100).optional(), language: language.nullable().optional() })
  .meta({ id: 'MeUpdate' });

export const passwordChange = z
  .strictObject({ currentPassword: password, newPassword: password })
  .meta({ id: 'PasswordChange' });

export const mySession = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    address: z.string().nullable(),
    browser: z.string().nullable(),
    /** Whether it is the one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'MySession' });

/** Secrets travel in bodies, never in addresses: those end up in logs. */
export const linkLookup = z.strictObject({ secret: linkSecret }).meta({ id: 'LinkLookup' });

/** What an invitation offers, for its holder. */
export const invitationOffer = z
  .object({
    email: z.string(),
    /** null for an invitation to the deployment as a whole. */
    project: z.object({ slug: z.string(), name: z.string() }).nullable(),
    role: z.union([projectRole, deploymentRole]),
    invitedBy: z.string().nullable(),
    expiresAt: z.iso.datetime(),
    /** With an account, sign in as `email` before accepting; without one, accepting makes it. */
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitationOffer' });

export const invitationAnswer = z
  .strictObject({
    secret: linkSecret,
    /** `name` and `password` make the account; not needed by those who have one. */
    name: line(100).optional(),
    password: password.optional(),
  })
  .meta({ id: 'InvitationAnswer' });

export const invitationAccepted = z
  .object({ me, project: z.string().nullable() })
  .meta({ id: 'InvitationAccepted' });

export const passwordResetOffer = z
  .object({ email: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'PasswordResetOffer' });

export const passwordReset = z.strictObject({ secret: linkSecret, password }).meta({ id: 'PasswordReset' });
