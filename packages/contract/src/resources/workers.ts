import { z } from 'zod';
import { prepareEvent } from '../trainer/prepare.ts';
import { trackerName } from '../trainer/trackers.ts';

/** How a worker's Python environment stands; `external`: made by somebody else and named in the settings. */
export const workerEnvironment = z
  .union([prepareEvent, z.object({ state: z.literal('unknown') })])
  .meta({ id: 'WorkerEnvironment' });
export type WorkerEnvironment = z.infer<typeof workerEnvironment>;

/** What a worker found to compute on. */
export const workerDevice = z
  .object({
    kind: z.enum(['cpu', 'cuda']),
    name: z.string(),
    cores: z.int(),
    memoryBytes: z.int(),
    /** Of one GPU; left out where there is none, or the driver does not tell. */
    gpuMemoryBytes: z.int().optional(),
    /** Where its runs may send their figures. */
    trackers: z.array(trackerName).optional(),
  })
  .meta({ id: 'WorkerDevice' });
export type WorkerDevice = z.infer<typeof workerDevice>;

/** A live worker process, as it last said of itself. */
export const workerItem = z
  .object({
    id: z.uuid(),
    host: z.string(),
    slots: z.int(),
    /** Runs it has in hand. */
    running: z.int(),
    device: workerDevice.nullable(),
    environment: workerEnvironment,
    startedAt: z.iso.datetime(),
    heartbeatAt: z.iso.datetime(),
  })
  .meta({ id: 'Worker' });
export type WorkerItem = z.infer<typeof workerItem>;
