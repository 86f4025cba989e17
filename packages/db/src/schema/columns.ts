import { sql } from 'drizzle-orm';
import { timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** Ids are UUIDv7, made by the application so that a row's name is known before it is written. */
export const id = () => uuid().primaryKey().$defaultFn(v7);

/** The database's clock is the only clock; millisecond precision survives a round trip through JavaScript. */
export const time = () => timestamp({ withTimezone: true, precision: 3 });
export const createdAt = () => time().notNull().default(sql`now()`);
