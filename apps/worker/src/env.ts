import { AppError, trackerName } from '@prefloop/contract';
import { z } from 'zod';

const folders = z.string().transform((text) => text.split(':').filter((part) => part !== ''));
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

/** Everything the worker process reads from its environment. */
export const envSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** With it jobs come over Redis, without it over the database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Attempts, fetched models and trained weights; every worker must see the same folder. */
  PREFLOOP_DATA: z.string().min(1).default('.prefloop'),
  /** The API's: opens the stored keys of endpoints. */
  PREFLOOP_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** Runs at a time. By default one, or one for each device in CUDA_VISIBLE_DEVICES. */
  PREFLOOP_SLOTS: z.coerce.number().int().min(1).max(64).optional(),
  /** A trainer that tells nothing for this long is taken for hung, ended and tried again; 0 waits for ever. */
  PREFLOOP_HANG_MINUTES: z.coerce.number().min(0).max(10_080).default(60),
  /** Names, separated by commas, of the trackers that runs may send their figures to; by default none. */
  PREFLOOP_TRACKERS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(trackerName))
    .default([]),
  /** An interpreter that has the trainer's libraries already; without it an environment is prepared. */
  PREFLOOP_PYTHON: z.string().min(1).optional(),
  /** Where the Python environment and converted models are kept between installations. */
  PREFLOOP_CACHE: z.string().min(1).optional(),
  /** Folders, separated by colons, from which models may be registered beside the data folder's `models`. */
  PREFLOOP_MODEL_ROOTS: folders.default([]),
  CUDA_VISIBLE_DEVICES: z.string().optional(),
  HF_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  HF_TOKEN: z.string().min(1).optional(),
  HF_HUB_OFFLINE: flag.default(false),
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
