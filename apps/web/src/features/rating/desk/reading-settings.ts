import { stored } from '../../../lib/device.ts';
import { useStore } from '../../../lib/store.ts';

/** How somebody likes to read: kept on this device, so that a reload and the next pair find it as it was. */
const settings = {
  /** The earlier turns of a conversation are shown. */
  'earlier-turns': stored('prefloop.earlier-turns', 'off'),
  /** Where both answers stand side by side, scrolling one scrolls the other. */
  'link-scroll': stored('prefloop.link-scroll', 'on'),
  /** What both answers share at their start and end is shown. */
  'same-parts': stored('prefloop.same-parts', 'off'),
};

type ReadingSetting = keyof typeof settings;

export function isReading(setting: ReadingSetting): boolean {
  return settings[setting].get() === 'on';
}

export function changeReading(setting: ReadingSetting): void {
  settings[setting].set(isReading(setting) ? 'off' : 'on');
}

export function useReading(setting: ReadingSetting): boolean {
  return useStore(settings[setting]) === 'on';
}
