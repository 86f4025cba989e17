type Draft = { body: string; basedOn: number };

/** An unsaved text, kept in this browser per project, so that no reload and no lost session costs it. */
export function draftStore(project: string) {
  const key = `prefloop.guidelines-draft.${project}`;
  return {
    read: (): Draft | null => {
      try {
        return parse(localStorage.getItem(key));
      } catch {
        // Storage is switched off.
        return null;
      }
    },
    write: (draft: Draft) => {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // Storage is full or switched off; the text is still on the page.
      }
    },
    clear: () => {
      try {
        localStorage.removeItem(key);
      } catch {
        // Storage is switched off: there was nothing.
      }
    },
  };
}

function parse(text: string | null): Draft | null {
  const value: unknown = text === null ? null : JSON.parse(text);
  if (typeof value !== 'object' || value === null) return null;
  const { body, basedOn } = value as { body?: unknown; basedOn?: unknown };
  return typeof body === 'string' && typeof basedOn === 'number' ? { body, basedOn } : null;
}
