/** Work without a break: active time, and when the last of it was done, both in milliseconds, the latter since 1970. */
export type Stretch = { activeMs: number; lastAt: number };

/** As long as one should read and decide at a stretch. */
export const longStretchMs = 50 * 60_000;
/** As long as a pause has to be to count as a break. */
const breakMs = 5 * 60_000;

/** The stretch once another pair was worked on; it begins anew where there was a break before that pair. */
export function extended(stretch: Stretch | null, activeMs: number, now: number): Stretch {
  const pause = stretch === null ? Number.POSITIVE_INFINITY : now - activeMs - stretch.lastAt;
  return { activeMs: activeMs + (pause < breakMs ? (stretch?.activeMs ?? 0) : 0), lastAt: now };
}

/** Whether it is time for a break; not any more once there was one. */
export function isBreakDue(stretch: Stretch | null, now: number): boolean {
  return stretch !== null && stretch.activeMs >= longStretchMs && now - stretch.lastAt < breakMs;
}

export function writeStretch({ activeMs, lastAt }: Stretch): string {
  return `${Math.round(activeMs)} ${Math.round(lastAt)}`;
}

/** Null for what is no stretch. */
export function readStretch(text: string): Stretch | null {
  const [, activeMs, lastAt] = /^(\d{1,15}) (\d{1,15})$/.exec(text) ?? [];
  return activeMs === undefined || lastAt === undefined
    ? null
    : { activeMs: Number(activeMs), lastAt: Number(lastAt) };
}
