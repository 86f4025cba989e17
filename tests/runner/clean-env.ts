const kept = new Set(['PREFLOOP_CACHE', 'PREFLOOP_SHARED_DATA']);
const steering = ['DATABASE_URL', 'REDIS_URL', 'HOST', 'PORT', 'PUBLIC_URL', 'NODE_ENV', 'LOG_LEVEL'];

/** The environment without what would point the tests at somebody's real deployment. */
export function cleanEnv(env: NodeJS.ProcessEnv, added: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = Object.keys(env).filter(
    (name) => !steering.includes(name) && (!name.startsWith('PREFLOOP_') || kept.has(name)),
  );
  return { ...Object.fromEntries(names.map((name) => [name, env[name]])), ...added };
}
