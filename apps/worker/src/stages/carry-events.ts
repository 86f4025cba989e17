import { join } from 'node:path';
import { fromEventNumber } from '@prefloop/contract';
import type { RunEvents } from '@prefloop/db';
import { followLines } from '../platform/line-file.ts';
import { parseEvent, sampleRow } from './run-trainer.ts';
import type { AttemptContext } from './stage.ts';

/**
 * Stores what an earlier attempt told of the steps up to `step`: its worker, killed, may not have come to it. Stored
 * already is stored once.
 */
export async function carryEvents(
  { session, attempt }: AttemptContext,
  from: string,
  step: number,
): Promise<void> {
  const events = followLines(join(from, 'events.jsonl'));
  const ordinals = new Map<number, number>();
  try {
    for (let lines = await events.read(); lines.length > 0; lines = await events.read()) {
      const metrics: RunEvents['metrics'] = [];
      const samples: RunEvents['samples'] = [];
      for (const line of lines) {
        const event = parseEvent(line);
        if (event?.kind === 'metric' && event.step <= step)
          metrics.push({ name: event.name, step: event.step, value: fromEventNumber(event.value) });
        if (event?.kind === 'sample' && event.step <= step) samples.push(sampleRow(ordinals, event));
      }
      await session.record(attempt, { metrics, samples });
    }
  } finally {
    await events.close();
  }
}
