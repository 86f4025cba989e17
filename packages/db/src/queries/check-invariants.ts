import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';

const statement = new URL('../invariants.sql', import.meta.url);

/** Lists every broken promise of the database; an empty list is the only good answer. */
export async function checkInvariants(pool: Pool): Promise<{ broken: string; subject: string }[]> {
  const result = await pool.query<{ broken: string; subject: string }>(await readFile(statement, 'utf8'));
  return result.rows;
}
