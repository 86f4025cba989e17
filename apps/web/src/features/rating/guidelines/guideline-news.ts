import { Listeners } from '../outbox/listeners.ts';

/** Told with every rating that was delivered: the newest version of its project's guidelines. */
export const guidelineNews = new Listeners<{ project: string; version: number | null }>();
