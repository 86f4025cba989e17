import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  deploymentRole,
  invitationAccepted,
  invitationAnswer,
  invitationOffer,
  linkLookup,
  projectRole,
} from '@prefloop/contract';
import { acceptAsNewcomer, acceptAsUser, describeInvitation, findUserByEmail } from '@prefloop/db';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { hashPassword } from '../accounts/hash-password.ts';
import { byAddress, byLink, limited } from '../accounts/limited.ts';
import { openSession } from '../accounts/open-session.ts';
import { presentMe } from '../accounts/present-me.ts';

type Offer = z.infer<typeof invitationOffer>;

/** Looking at an invitation and taking it, by whoever holds its secret. */
export const invitationRoutes = async (app: FastifyInstance, deps: AccountRouteDeps) => {
  const { db, auth } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  const offerOf = async (secret: string): Promise<Offer> => {
    const offer = await describeInvitation(db, secret);
    if (!offer) {
      throw new AppError('LINK_INVALID', {
        message: 'This invitation is used, withdrawn or too old. Ask whoever sent it for a new one.',
      });
    }
    return {
      email: offer.email,
      project: offer.slug && offer.project ? { slug: offer.slug, name: offer.project } : null,
      role: z.union([projectRole, deploymentRole]).parse(offer.role),
      invitedBy: offer.invitedBy,
      expiresAt: offer.expiresAt.toISOString(),
      hasAccount: (await findUserByEmail(db, offer.email)) !== null,
    };
  };

  /** An account is joined to the invitation only by its own session: holding the link is not enough. */
  const acceptKnown = async (request: FastifyRequest, offer: Offer, secret: string) => {
    const principal = await app.identify(request);
    if (!principal?.sessionId) {
      throw new AppError('AUTH_REQUIRED', {
        message: `${offer.email} has an account. Sign in as ${offer.email}, then accept.`,
      });
    }
    const user = await presentMe(db, principal);
    const { project } = await acceptAsUser(db, secret, user, request.ip);
    const role = offer.project === null && offer.role === 'admin' ? 'admin' : user.role;
    return { me: { ...user, role }, project };
  };

  const acceptNew = async (
    request: FastifyRequest<{ Body: z.infer<typeof invitationAnswer> }>,
    reply: FastifyReply,
    email: string,
  ) => {
    const { secret, name, password } = request.body;
    if (name === undefined || password === undefined) {
      throw new AppError('VALIDATION_FAILED', {
        message: 'A new account needs a name and a password.',
        issues: [
          ...(name === undefined ? [{ path: 'body/name', message: 'is missing' }] : []),
          ...(password === undefined ? [{ path: 'body/password', message: 'is missing' }] : []),
        ],
      });
    }
    const passwordHash = await hashPassword(auth, password, { email, name });
    const { project } = await acceptAsNewcomer(db, secret, { name, passwordHash }, request.ip);
    return { me: await openSession({ ...deps, app }, request, reply, { email, password }), project };
  };

  typed.post(
    '/v1/invitations/lookup',
    {
      schema: {
        operationId: 'getInvitation',
        tags: ['account'],
        summary: 'What an invitation offers',
        body: linkLookup,
        response: { 200: invitationOffer },
      },
    },
    async (request, reply) => limited(db, reply, [byAddress(request.ip)], () => offerOf(request.body.secret)),
  );

  typed.post(
    '/v1/invitations/accept',
    {
      schema: {
        operationId: 'acceptInvitation',
        tags: ['account'],
        summary: 'Accept an invitation: makes the account and signs in, or joins the account signed in',
        body: invitationAnswer,
        response: { 200: invitationAccepted },
      },
    },
    async (request, reply) =>
      limited(db, reply, [byAddress(request.ip), byLink(request.body.secret)], async () => {
        const offer = await offerOf(request.body.secret);
        return offer.hasAccount
          ? acceptKnown(request, offer, request.body.secret)
          : acceptNew(request, reply, offer.email);
      }),
  );
};
