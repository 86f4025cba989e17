import { doublePrecision, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { modelVersions } from './models.ts';
import { responses } from './prompts.ts';
import { runs } from './training.ts';

/** What a reward model gives a response. */
export const responseScores = pgTable(
  'response_scores',
  {
    responseId: uuid()
      .notNull()
      .references(() => responses.id, { onDelete: 'cascade' }),
    versionId: uuid()
      .notNull()
      .references(() => modelVersions.id, { onDelete: 'cascade' }),
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** Null where the model cannot score it: it was cut off, or is too long. */
    score: doublePrecision(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.responseId, t.versionId] }), index().on(t.versionId), index().on(t.runId)],
);
