import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';
import { users } from './people.ts';
import { projects } from './projects.ts';

export const models = pgTable(
  'models',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    description: text().notNull().default(''),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [unique().on(t.projectId, t.name)],
);

/**
 * Weights plus where they came from. `trained` versions name their base, run and snapshot. One whose run has still to
 * make it is `preparing` and has no path in its location: other runs can be launched upon it.
 */
export const modelVersions = pgTable(
  'model_versions',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    modelId: uuid()
      .notNull()
      .references(() => models.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    origin: text({ enum: ['bundled', 'folder', 'hub', 'endpoint', 'trained'] }).notNull(),
    /** policy answers prompts; reward scores answers. */
    purpose: text({ enum: ['policy', 'reward'] })
      .notNull()
      .default('policy'),
    status: text({ enum: ['preparing', 'ready', 'failed'] })
      .notNull()
      .default('preparing'),
    error: text(),
    /** folder: path; hub: repository id and revision; endpoint: base URL and model name; trained: artifact key. */
    location: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Endpoint key, encrypted (AES-256-GCM); never leaves the server. */
    secret: text(),
    baseVersionId: uuid(),
    runId: uuid(),
    snapshotId: uuid(),
    facts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    archivedAt: time(),
  },
  (t) => [
    unique().on(t.modelId, t.version),
    uniqueIndex('model_versions_one_per_run').on(t.runId).where(sql`${t.runId} is not null`),
    unique('model_versions_in_project').on(t.projectId, t.id),
    index().on(t.baseVersionId),
    check('model_versions_trained', sql`${t.origin} <> 'trained' or ${t.runId} is not null`),
  ],
);

/** A name such as champion that points at one version; (project, version) keeps it inside its own project. */
export const aliases = pgTable(
  'aliases',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    versionId: uuid().notNull(),
    updatedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    updatedAt: createdAt(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.name] })],
);
