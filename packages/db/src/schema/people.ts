import type { Language, RatingKeys } from '@prefloop/contract';
import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';

/** users, sessions, accounts, verifications and api_keys have the columns that better-auth expects. */
export const users = pgTable('users', {
  id: id(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text({ enum: ['admin', 'member'] })
    .notNull()
    .default('member'),
  disabledAt: time(),
  /** Their own keys on the rating screen; null for the usual ones. */
  ratingKeys: jsonb().$type<RatingKeys>(),
  /** What the pages speak to them; null for what their browser asks for. */
  language: text().$type<Language>(),
  createdAt: createdAt(),
  updatedAt: createdAt(),
});

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: time().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index().on(t.userId)],
);

export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: time(),
    refreshTokenExpiresAt: time(),
    scope: text(),
    password: text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index().on(t.userId)],
);

export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: time().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index().on(t.identifier)],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    configId: text().notNull().default('default'),
    name: text(),
    start: text(),
    prefix: text(),
    key: text().notNull().unique(),
    referenceId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    refillInterval: integer(),
    refillAmount: integer(),
    lastRefillAt: time(),
    enabled: boolean().notNull().default(true),
    rateLimitEnabled: boolean().notNull().default(false),
    rateLimitTimeWindow: integer(),
    rateLimitMax: integer(),
    requestCount: integer().notNull().default(0),
    remaining: integer(),
    lastRequest: time(),
    expiresAt: time(),
    permissions: text(),
    metadata: text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index().on(t.referenceId)],
);

/** Links that stand for a right, once: only the SHA-256 of the secret is kept. */
export const oneTimeLinks = pgTable(
  'one_time_links',
  {
    id: id(),
    purpose: text({ enum: ['setup', 'invitation', 'password-reset'] }).notNull(),
    secretHash: text().notNull().unique(),
    /** invitation: who is asked. password-reset: whose password. setup: empty. */
    email: text(),
    projectId: uuid(),
    role: text(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    expiresAt: time().notNull(),
    usedAt: time(),
    revokedAt: time(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.purpose, t.email), index().on(t.projectId)],
);

/** Counted tries of one kind by one subject, such as sign-ins to an account, within a window of time. */
export const throttles = pgTable(
  'throttles',
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    endsAt: time().notNull(),
  },
  (t) => [index().on(t.endsAt)],
);
