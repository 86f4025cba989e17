export type ReadMark = ReturnType<typeof readMark>;

/** The version that a person acknowledged on this device and that the server may not know of yet; 0 for none. */
export function readMark(userId: string, project: string) {
  const key = `prefloop.guidelines-read.${userId}.${project}`;
  const read = (): number => {
    try {
      const version = Number(localStorage.getItem(key));
      return Number.isSafeInteger(version) ? version : 0;
    } catch {
      // Storage is switched off.
      return 0;
    }
  };
  return {
    read,
    write: (version: number) => {
      try {
        localStorage.setItem(key, String(version));
      } catch {
        // Storage is full or switched off: it holds for this tab, and the server is told at once.
      }
    },
    /** The server knows of this version. A newer one, from another tab, stays. */
    forget: (version: number) => {
      try {
        if (read() <= version) localStorage.removeItem(key);
      } catch {
        // Storage is switched off: there was nothing.
      }
    },
  };
}
