import { z } from 'zod';
import { projectRole } from '../roles.ts';
import { line, prose } from '../text.ts';
import { dailyQuota } from './people.ts';

const differ = (values: readonly string[]) => new Set(values).size === values.length;

/** Stands in addresses: lower-case letters and digits, single hyphens between them. */
export const projectSlug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, 'may hold lower-case letters, digits and single hyphens between them');

export const project = z
  .object({
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    demo: z.boolean(),
    createdAt: z.iso.datetime(),
    archivedAt: z.iso.datetime().nullable(),
    /** For everybody for whom no other one is set. */
    dailyQuota,
    /** Prompts with one of these are covered on the rating screen until somebody wants to see them. */
    sensitiveTags: z.array(z.string()),
    /** What the caller is in it. */
    role: projectRole,
  })
  .meta({ id: 'Project' });

export const newProject = z
  .strictObject({
    name: line(100),
    /** Made from the name where it is left out. Never changes later. */
    slug: projectSlug.optional(),
    description: prose(2_000).optional(),
  })
  .meta({ id: 'NewProject' });

export const projectUpdate = z
  .strictObject({
    name: line(100).optional(),
    description: prose(2_000).optional(),
    /** An archived project can be read but not changed. */
    archived: z.boolean().optional(),
    dailyQuota: dailyQuota.optional(),
    sensitiveTags: z.array(line(200)).max(50).refine(differ, 'names a tag twice').optional(),
  })
  .refine((update) => Object.keys(update).length > 0, 'names nothing to change')
  .meta({ id: 'ProjectUpdate' });

/** A slug made of a name: `Tone & style, 2nd round` gives `tone-style-2nd-round`. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');
  return slug.length >= 2 ? slug : 'project';
}
