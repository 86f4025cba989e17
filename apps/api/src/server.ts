import { openDatabase } from '@prefloop/db';
import { createQueue } from '@prefloop/queue';
import { createInitAdmin } from './accounts/init-admin.ts';
import { type AppConfig, buildApp } from './app.ts';
import { createAuth } from './auth.ts';
import { readEnv } from './env.ts';

const env = readEnv(process.env);
const database = openDatabase(env.DATABASE_URL);
const config: AppConfig = {
  publicUrl: env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`,
  secret: env.PREFLOOP_SECRET,
  dataFolder: env.PREFLOOP_DATA,
  trustProxy: env.PREFLOOP_TRUST_PROXY,
  requestsPerMinute: 3_000,
  maxLagMs: 2_000,
  ...(env.PREFLOOP_WEB_ROOT === undefined ? {} : { webRoot: env.PREFLOOP_WEB_ROOT }),
};
const { PREFLOOP_INIT_ADMIN_EMAIL: email, PREFLOOP_INIT_ADMIN_PASSWORD: password } = env;
if (email && password)
  await createInitAdmin(database.db, createAuth(database.db, config), { email, password });

const queue = createQueue({
  databaseUrl: env.DATABASE_URL,
  redisUrl: env.REDIS_URL,
  onError: (error) => app.log.warn({ err: error }, 'the queue reports a fault'),
});
const app = await buildApp({
  db: database.db,
  config,
  queue,
  databaseUrl: env.DATABASE_URL,
  logger: { level: env.LOG_LEVEL },
});
app.addHook('onClose', async () => {
  await queue.close();
  await database.close();
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void app.close().then(() => process.exit(0));
  });
}

await app.listen({ host: env.HOST, port: env.PORT });
