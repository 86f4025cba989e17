import type { ConsoleSettings, ConsoleSettingsChange } from '@prefloop/contract';
import { eq } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { consoleSettings } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

const unset: ConsoleSettings = { agreementTarget: null, pay: null };

/** What the lead of a project set; nothing at first. */
export async function getConsoleSettings(db: DbOrTransaction, projectId: string): Promise<ConsoleSettings> {
  const { agreementTarget, pay } = consoleSettings;
  const [row] = await db
    .select({ agreementTarget, pay })
    .from(consoleSettings)
    .where(eq(consoleSettings.projectId, projectId));
  return row ?? unset;
}

/** Changes what is named and leaves the rest. */
export async function setConsoleSettings(
  db: Db,
  by: Actor,
  projectId: string,
  change: ConsoleSettingsChange,
): Promise<ConsoleSettings> {
  return db.transaction(async (tx) => {
    await tx
      .insert(consoleSettings)
      .values({ projectId, ...change })
      .onConflictDoUpdate({ target: consoleSettings.projectId, set: { projectId, ...change } });
    await recordAudit(tx, by, { action: 'console.set', projectId, detail: { ...change } });
    return getConsoleSettings(tx, projectId);
  });
}
