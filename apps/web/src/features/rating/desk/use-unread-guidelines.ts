import { useEffect, useState } from 'react';

const seenKey = (project: string) => `prefloop.guidelines-seen.${project}`;

/** Whether the guidelines changed since this person opened them on this device. */
export function useUnreadGuidelines(project: string, version: number | null, opened: boolean): boolean {
  const [seen, setSeen] = useState(() => readSeen(project));
  useEffect(() => {
    if (!opened || version === null) return;
    setSeen(version);
    try {
      localStorage.setItem(seenKey(project), String(version));
    } catch {
      // Storage is switched off: the mark comes back at the next visit.
    }
  }, [project, version, opened]);
  return version !== null && version > seen;
}

function readSeen(project: string): number {
  try {
    return Number(localStorage.getItem(seenKey(project)) ?? 0);
  } catch {
    return 0;
  }
}
