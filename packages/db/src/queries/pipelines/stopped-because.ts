import { type SQL, sql } from 'drizzle-orm';
import { runs } from '../../schema/index.ts';

type Failure = { code: string; message: string; hint?: string };

/** What stays to be said of a run that is ended as cancelled: why its pipeline asked for it. People need no reason. */
export const stoppedBecause: SQL<Failure | null> = sql`case when ${runs.error}->>'code' = 'BUDGET_SPENT' then ${runs.error} end`;
