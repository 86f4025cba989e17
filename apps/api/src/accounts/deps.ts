import type { Db } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import type { AppConfig } from '../app.ts';
import type { Auth } from '../auth.ts';

/** What the routes of accounts and sessions are handed. */
export type AccountRouteDeps = { auth: Auth; db: Db; config: AppConfig };

export type AccountDeps = AccountRouteDeps & { app: FastifyInstance };
