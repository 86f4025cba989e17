import { z } from 'zod';

/**
 * What a task asks people to do. pair: compare two responses to one prompt. single: grade one response by itself.
 * ranking: put three to eight responses in order. All tasks of a batch are of one kind.
 */
export const taskKind = z.enum(['pair', 'single', 'ranking']).meta({ id: 'TaskKind' });
export type TaskKind = z.infer<typeof taskKind>;

export const fewestRanked = 3;
export const mostRanked = 8;
