import { z } from 'zod';
import { page } from '../paging.ts';

export const modelName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !/\p{Cc}/u.test(name), 'must not contain control characters');
export const aliasName = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/, {
  message: 'small letters, digits and hyphens, at most 50',
});

export const modelOrigin = z
  .enum(['bundled', 'folder', 'hub', 'endpoint', 'trained'])
  .meta({ id: 'ModelOrigin' });
export const modelStatus = z.enum(['preparing', 'ready', 'failed']).meta({ id: 'ModelStatus' });
export const modelPurpose = z.enum(['policy', 'reward']).meta({ id: 'ModelPurpose' });

/** An address of an OpenAI-compatible API up to and including its version, as in http://127.0.0.1:8000/v1. */
const endpointUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((text) => {
    const url = new URL(text);
    return url.username === '' && url.password === '' && url.hash === '' && url.search === '';
  }, 'must not contain credentials, a query or a fragment: the key has a field of its own');

const hubRepository = z.string().regex(/^[\w.-]{1,96}\/[\w.-]{1,96}$/, {
  message: 'must look like owner/name',
});
const hubRevision = z.string().regex(/^[\w./-]{1,100}$/);

/** Where the weights come from. What is trained here is published by its run and never registered by hand. */
export const modelSource = z
  .discriminatedUnion('origin', [
    z.strictObject({ origin: z.literal('bundled') }),
    z.strictObject({
      origin: z.literal('folder'),
      /** An absolute path on the workers' machine, within the folders that the deployment allows. */
      path: z.string().min(1).max(1000),
    }),
    z.strictObject({
      origin: z.literal('hub'),
      repository: hubRepository,
      revision: hubRevision.default('main'),
    }),
    z.strictObject({
      origin: z.literal('endpoint'),
      baseUrl: endpointUrl,
      model: z.string().min(1).max(300),
      /** Stored encrypted; no answer ever contains it. */
      key: z.string().min(1).max(4000).optional(),
    }),
  ])
  .meta({ id: 'ModelSource' });
export type ModelSource = z.infer<typeof modelSource>;

export const createModelRequest = z
  .strictObject({
    name: modelName,
    description: z.string().max(5000).default(''),
    purpose: modelPurpose.default('policy'),
    source: modelSource,
  })
  .meta({ id: 'CreateModel' });

export const createModelVersionRequest = z
  .strictObject({ purpose: modelPurpose.default('policy'), source: modelSource })
  .meta({ id: 'CreateModelVersion' });

export const modelVersionItem = z
  .object({
    id: z.uuid(),
    modelId: z.uuid(),
    model: z.string(),
    version: z.int(),
    origin: modelOrigin,
    purpose: modelPurpose,
    status: modelStatus,
    /** Why it failed, and what to do. */
    error: z.string().nullable(),
    aliases: z.array(z.string()),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ModelVersionItem' });
export type ModelVersionItem = z.infer<typeof modelVersionItem>;

export const modelItem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    createdAt: z.iso.datetime(),
    /** Newest first. */
    versions: z.array(modelVersionItem),
  })
  .meta({ id: 'Model' });
export type ModelItem = z.infer<typeof modelItem>;

export const modelPage = page(modelItem).meta({ id: 'ModelPage' });

/** One step of where a version comes from or what came of it. */
export const lineageStep = z.object({
  version: modelVersionItem,
  /** The run that made it, for trained versions. */
  run: z.object({ id: z.uuid(), number: z.int(), name: z.string(), method: z.string() }).nullable(),
  snapshot: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type LineageStep = z.infer<typeof lineageStep>;

export const modelVersionDetail = modelVersionItem
  .extend({
    description: z.string(),
    /** Path, repository or address, by origin. Never a key. */
    location: z.record(z.string(), z.unknown()),
    hasKey: z.boolean(),
    /** What is known of the weights: architecture, parameters, size, a note about their source. */
    facts: z.record(z.string(), z.unknown()),
    createdBy: z.string().nullable(),
    run: lineageStep.shape.run,
    snapshot: lineageStep.shape.snapshot,
    /** From its base back to what was registered. */
    ancestors: z.array(lineageStep),
    /** Versions trained directly from it. */
    descendants: z.array(lineageStep),
    responses: z.int(),
  })
  .meta({ id: 'ModelVersion' });
export type ModelVersionDetail = z.infer<typeof modelVersionDetail>;

export const setAliasRequest = z.strictObject({ versionId: z.uuid() }).meta({ id: 'SetAlias' });
export const aliasItem = z
  .object({ name: z.string(), versionId: z.uuid(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Alias' });
