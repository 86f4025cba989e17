import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';

/** Whether a statement failed because what it wrote breaks the constraint of that name. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.constraint === constraint;
}
