import { z } from 'zod';
import { batchStatus } from './batches.ts';
import { modelOrigin, modelPurpose, modelStatus } from './models.ts';
import { runMethod, runStatus } from './runs.ts';
import { snapshotKind } from './snapshots.ts';

/** The things a chain is made of, in the loop's order; a generate run stands between prompts and batch. */
export const lineageKind = z
  .enum(['prompts', 'batch', 'snapshot', 'run', 'version'])
  .meta({ id: 'LineageKind' });
export type LineageKind = z.infer<typeof lineageKind>;

/** More than this is cut, nearest first, and said so. */
export const maxLineageNodes = 500;

/** One thing: a row's id, or for prompts the name of their source. */
const lineageKey = z.object({ kind: lineageKind, id: z.string().min(1).max(300) });
export type LineageKey = z.infer<typeof lineageKey>;
export const lineageQuery = lineageKey;

const common = { id: z.string(), name: z.string(), createdAt: z.iso.datetime() };

/** A thing with the few figures that say how much it is. */
export const lineageNode = z
  .discriminatedUnion('kind', [
    z.object({ ...common, kind: z.literal('prompts'), prompts: z.int() }),
    z.object({
      ...common,
      kind: z.literal('batch'),
      status: batchStatus,
      tasks: z.int(),
      /** Ratings that count, and by how many people. */
      ratings: z.int(),
      annotators: z.int(),
    }),
    z.object({
      ...common,
      kind: z.literal('snapshot'),
      of: snapshotKind,
      rows: z.int(),
      hash: z.string(),
    }),
    z.object({
      ...common,
      kind: z.literal('run'),
      number: z.int(),
      method: runMethod,
      status: runStatus,
      /** What a generate run made; null for other methods. */
      responses: z.int().nullable(),
      /** Optimiser steps made so far; null where it has not come to any. */
      steps: z.int().nullable(),
    }),
    z.object({
      ...common,
      kind: z.literal('version'),
      origin: modelOrigin,
      purpose: modelPurpose,
      status: modelStatus,
      aliases: z.array(z.string()),
    }),
  ])
  .meta({ id: 'LineageNode' });
export type LineageNode = z.infer<typeof lineageNode>;

/** What a version is to a training run. */
export const lineageRole = z.enum(['base', 'reference', 'reward', 'gold']).meta({ id: 'LineageRole' });
export type LineageRole = z.infer<typeof lineageRole>;

export const lineageEdge = z
  .object({ from: lineageKey, to: lineageKey, roles: z.array(lineageRole) })
  .meta({ id: 'LineageEdge' });
export type LineageEdge = z.infer<typeof lineageEdge>;

/** All that a thing came from and all that came of it: the edges lie on the ways through the focus. */
export const lineage = z
  .object({
    focus: lineageKey,
    nodes: z.array(lineageNode),
    edges: z.array(lineageEdge),
    /** There is more than `maxLineageNodes`; what is farthest from the focus is left out. */
    truncated: z.boolean(),
  })
  .meta({ id: 'Lineage' });
export type Lineage = z.infer<typeof lineage>;
