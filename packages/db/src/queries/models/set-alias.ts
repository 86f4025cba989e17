import { and, eq, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { aliases, modelVersions } from '../../schema/index.ts';

/** Points a name at a ready version of the project; null where there is no such version. */
export async function setAlias(
  db: DbOrTransaction,
  args: { projectId: string; name: string; versionId: string; updatedBy: string },
) {
  const [version] = await db
    .select({ status: modelVersions.status })
    .from(modelVersions)
    .where(and(eq(modelVersions.id, args.versionId), eq(modelVersions.projectId, args.projectId)));
  if (version?.status !== 'ready') return null;
  const [row] = await db
    .insert(aliases)
    .values(args)
    .onConflictDoUpdate({
      target: [aliases.projectId, aliases.name],
      set: { versionId: args.versionId, updatedBy: args.updatedBy, updatedAt: sql`now()` },
    })
    .returning();
  return row ?? null;
}
