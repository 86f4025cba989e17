import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import { projectRoot } from './paths.ts';

/** What the command line itself reads; everything else in the environment is passed on to API and worker. */
export const envSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PREFLOOP_DATA: z.string().min(1).default('.prefloop'),
  /** Signs sessions; made once and kept in the data folder when it is not given. */
  PREFLOOP_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** A web app that was built elsewhere; nothing is built here then. */
  PREFLOOP_WEB_ROOT: z.string().min(1).optional(),
  /** Whether a deployment without any project gets the demo project. */
  PREFLOOP_DEMO: z.enum(['0', '1']).default('1'),
  /** Key for commands that talk to a running Prefloop. */
  PREFLOOP_API_KEY: z.string().min(1).optional(),
  /** Where that Prefloop answers; the one started here when it is not given. */
  PREFLOOP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** A Chromium for the browser tests. */
  PREFLOOP_CHROMIUM: z.string().min(1).optional(),
  CHROMIUM_PATH: z.string().min(1).optional(),
});

export type CliEnv = z.infer<typeof envSchema>;

/** Reads `.env` in the project's root (what is already set wins), then checks everything at once. */
export function readEnv(): CliEnv {
  const file = join(projectRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new CliError(`The environment is not usable:\n${faults.join('\n')}`, {
    remedy: `Correct or unset these variables (${file} is read too).`,
    exitCode: 2,
  });
}

/** The data folder: the option of the command, else PREFLOOP_DATA, relative to the project's root. */
export function dataFolder(env: CliEnv, option?: string): string {
  return option === undefined ? resolve(projectRoot, env.PREFLOOP_DATA) : resolve(option);
}
