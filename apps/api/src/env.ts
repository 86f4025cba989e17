import { AppError } from '@prefloop/contract';
import { z } from 'zod';

/** Everything the API process reads from its environment. */
export const envSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4310),
  /** What people type into their browser; decides secure cookies and the links that are handed out. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PREFLOOP_DATA: z.string().min(1).default('.prefloop'),
  /** Signs sessions and encrypts stored endpoint keys; at least 32 characters. */
  PREFLOOP_SECRET: z.string().min(32, 'must have at least 32 characters'),
  PREFLOOP_INIT_ADMIN_EMAIL: z.email().optional(),
  PREFLOOP_INIT_ADMIN_PASSWORD: z.string().min(10).optional(),
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  PREFLOOP_TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  PREFLOOP_WEB_ROOT: z.string().min(1).optional(),
});

export type Env = z.infer<typeof envSchema>;

/** Reads the environment once and reports all its faults together. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new AppError('CONFIG_INVALID', {
    message: `The environment is not usable:\n${issues.map((i) => `  ${i.path}: ${i.message}`).join('\n')}`,
    issues,
  });
}
