import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { projects } from './projects.ts';

/**
 * What came of what, where that is spread over many rows: noted by triggers as tasks get their responses, snapshots
 * their rows and runs their prompts, all of which never change afterwards. Ids are text, since prompts are known here
 * by the name of their source. A thing that is deleted may leave its links behind.
 */
export const lineageLinks = pgTable(
  'lineage_links',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    fromKind: text({ enum: ['prompts', 'batch', 'run'] }).notNull(),
    fromId: text().notNull(),
    toKind: text({ enum: ['batch', 'snapshot', 'run'] }).notNull(),
    toId: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.toKind, t.toId, t.fromKind, t.fromId] }),
    index('lineage_links_onward').on(t.projectId, t.fromKind, t.fromId),
  ],
);
