import type { RatingFlag } from '@prefloop/contract';

/** What a mark on a task is called, and what it means. */
export const flagWords: Record<RatingFlag, { label: string; hint: string }> = {
  harmful: { label: 'Harmful', hint: 'Hateful, violent, sexual or dangerous' },
  'personal-data': { label: 'Personal data', hint: 'It names or exposes a real person' },
  broken: { label: 'Broken', hint: 'Empty, cut off or unreadable' },
  'off-topic': { label: 'Off topic', hint: 'It does not belong in this project' },
};
