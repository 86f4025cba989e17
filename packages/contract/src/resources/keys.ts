import { z } from 'zod';
import { keyScope } from '../roles.ts';
import { line } from '../text.ts';

export const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Its first characters, enough to tell keys apart. */
    start: z.string(),
    scopes: z.array(keyScope),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;

export const newApiKey = z
  .strictObject({
    name: line(60),
    scopes: z.array(keyScope).min(1, 'names no scope').max(2),
    /** Left out: the key does not expire. */
    expiresInDays: z.int().min(1).max(365).optional(),
  })
  .meta({ id: 'NewApiKey' });

/** `key` is shown this once: only its hash is kept. */
export const issuedApiKey = apiKey.extend({ key: z.string() }).meta({ id: 'IssuedApiKey' });
