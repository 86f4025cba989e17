import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  acknowledgement,
  claimAnswer,
  claimRequest,
  heldTokens,
  leaseRelease,
  leaseRenewal,
  leaseToken,
  myRatings,
  newAcknowledgement,
  pageQuery,
  type RatingQueue,
  ratingQueue,
  ratingReceipt,
  ratingSubmission,
  sensitiveTopics,
} from '@prefloop/contract';
import {
  type Annotator,
  acknowledgeGuideline,
  claimTasks,
  type Db,
  ensureAnnotator,
  getQueueStandstill,
  getRatingQueue,
  listMyRatings,
  type QueueNumbers,
  readQualificationStanding,
  releaseLeases,
  renewLeases,
  setAvoidsSensitive,
  submitRating,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caller, projectOf } from '../plugins/access.ts';
import { explainQueue, tellAvailable } from '../rating/explain-queue.ts';
import { presentHeldTask, presentMyRating } from '../rating/present-rating.ts';

const params = z.object({ project: z.string() });
const tags = ['rating'];

/** Rating: what an annotator's browser asks and says. */
export const ratingRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/rate/queue',
    {
      schema: {
        operationId: 'getRatingQueue',
        tags,
        summary: 'How much there is to rate; where there is nothing, why and until when',
        params,
        response: { 200: ratingQueue },
      },
    },
    async (request) => {
      const annotator = await annotatorOf(db, request);
      return describeQueue(db, annotator, await getRatingQueue(db, annotator));
    },
  );

  typed.post(
    '/v1/projects/:project/rate/claims',
    {
      schema: {
        operationId: 'claimTasks',
        tags,
        summary: 'What you hold, and more up to the number you want to hold',
        params,
        body: claimRequest,
        response: { 200: claimAnswer },
      },
    },
    async (request) => {
      const { annotator, tasks, form, numbers } = await claimTasks(db, {
        ...person(request),
        name: caller(request).name,
        hold: request.body.hold,
      });
      return { tasks: tasks.map(presentHeldTask), queue: await describeQueue(db, annotator, numbers), form };
    },
  );

  typed.post(
    '/v1/projects/:project/rate/leases/renew',
    {
      schema: {
        operationId: 'renewLease',
        tags,
        summary: 'Keep tasks for longer while their page is visible',
        params,
        body: heldTokens,
        response: { 200: leaseRenewal },
      },
    },
    async (request) => {
      const { tokens } = request.body;
      const renewed = await renewLeases(db, { ...person(request), tokens });
      const kept = new Set(renewed.map((lease) => lease.token));
      return {
        leases: renewed.map(({ token, expiresAt }) => ({ token, expiresAt: expiresAt.toISOString() })),
        lost: tokens.filter((token) => !kept.has(token)),
      };
    },
  );

  typed.post(
    '/v1/projects/:project/rate/leases/release',
    {
      schema: {
        operationId: 'releaseLease',
        tags,
        summary: 'Give tasks back, for others to take at once',
        params,
        body: heldTokens,
        response: { 200: leaseRelease },
      },
    },
    async (request) => ({
      released: await releaseLeases(db, { ...person(request), tokens: request.body.tokens }),
    }),
  );

  typed.put(
    '/v1/projects/:project/rate/ratings/:id',
    {
      schema: {
        operationId: 'submitRating',
        tags,
        summary: 'Store a rating, a skip or an edit of one, under a UUIDv7 made by the caller',
        description:
          'A repeat of the same id and content is harmless. A rating that comes late is kept all the same.',
        params: params.extend({ id: z.uuidv7() }),
        body: ratingSubmission,
        response: { 200: ratingReceipt },
      },
    },
    async (request) => {
      const { id } = request.params;
      const receipt = await submitRating(db, { ...person(request), id, body: request.body });
      return { id, ...receipt };
    },
  );

  typed.get(
    '/v1/projects/:project/rate/ratings',
    {
      schema: {
        operationId: 'listMyRatings',
        tags,
        summary: 'Your own ratings, newest first, as you saw the pairs',
        params,
        querystring: pageQuery.extend({ cursor: leaseToken.optional() }),
        response: { 200: myRatings },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const rows = await listMyRatings(db, { ...person(request), after: cursor, limit: limit + 1 });
      const items = rows.slice(0, limit).map(presentMyRating);
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.token ?? null) : null };
    },
  );

  typed.put(
    '/v1/projects/:project/rate/sensitive-topics',
    {
      schema: {
        operationId: 'setSensitiveTopics',
        tags,
        summary: 'Leave sensitive topics to others, or take them again',
        params,
        body: sensitiveTopics,
        response: { 200: ratingQueue },
      },
    },
    async (request) => {
      const annotator = await setAvoidsSensitive(db, await annotatorOf(db, request), request.body.avoid);
      return describeQueue(db, annotator, await getRatingQueue(db, annotator));
    },
  );

  typed.put(
    '/v1/projects/:project/rate/guidelines/acknowledged',
    {
      schema: {
        operationId: 'acknowledgeGuideline',
        tags,
        summary: 'Say that you have read a version of the guidelines; an older one never takes back a newer',
        params,
        body: newAcknowledgement,
        response: { 200: acknowledgement },
      },
    },
    async (request) => {
      const annotator = await annotatorOf(db, request);
      const highest = await acknowledgeGuideline(db, annotator, request.body.version);
      return { version: highest.version, acknowledgedAt: highest.acknowledgedAt.toISOString() };
    },
  );
};

function person(request: FastifyRequest) {
  return { projectId: projectOf(request).project.id, userId: caller(request).userId };
}

function annotatorOf(db: Db, request: FastifyRequest): Promise<Annotator> {
  return ensureAnnotator(db, { ...person(request), name: caller(request).name });
}

async function describeQueue(db: Db, annotator: Annotator, numbers: QueueNumbers): Promise<RatingQueue> {
  const { hasGolds, dailyQuota: _quota, leftToday: _left, available, ...rest } = numbers;
  const idle = available === 0 && numbers.held === 0;
  const paused = annotator.paused ? { reason: annotator.pausedReason, by: annotator.pausedBy } : null;
  const blocked = {
    paused,
    qualification: annotator.toQualify ? await readQualificationStanding(db, annotator) : null,
  };
  const standstill = idle && !paused && !annotator.toQualify ? await getQueueStandstill(db, annotator) : null;
  return {
    ...rest,
    avoidsSensitive: annotator.avoidsSensitive,
    ...tellAvailable(available, hasGolds),
    ...explainQueue(numbers, blocked, standstill),
    // The reason for a pause that golds made would tell how many there were.
    leadNote: paused && paused.by !== 'golds' ? paused.reason : null,
  };
}
