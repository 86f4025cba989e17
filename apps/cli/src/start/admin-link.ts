import { createSetupToken, hasAdmin, openDatabase } from '@prefloop/db';

/** The one-time link that makes the first admin, or null once there is one. An earlier link stops working. */
export async function makeAdminLink(databaseUrl: string, url: string): Promise<string | null> {
  const database = openDatabase(databaseUrl, { max: 1 });
  try {
    if (await hasAdmin(database.db)) return null;
    const { secret } = await createSetupToken(database.db);
    // After the #, so that it reaches no server log and no Referer header.
    return `${url}/setup#token=${secret}`;
  } finally {
    await database.close();
  }
}
