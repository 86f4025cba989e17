import { useEffect, useRef, useState } from 'react';
import { changed, type Draft, isBlank, takenBack } from '../draft.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { TaskItem } from '../queue/task-item.ts';
import { noRemarks, type Remarks, remarksOf } from '../remarks.ts';

/** Typing with shorter pauses is one change. */
const typingMs = 2_000;
const typed: readonly string[] = ['comment', 'edited', 'critiques'] satisfies (keyof Remarks)[];

/**
 * What goes with the rating of the pair on screen: what its rating has, or what was said before a reload. Kept on this
 * device while it changes. `takeBack` undoes the last change; null where there is none.
 */
export function useRemarks(outbox: Outbox, item: TaskItem | undefined) {
  const [said, setSaid] = useState<{ token: string; draft: Draft } | null>(null);
  const last = useRef({ field: '', at: 0 });
  const token = item?.token;
  useEffect(() => {
    last.current = { field: '', at: 0 };
    if (token === undefined) return;
    let left = false;
    outbox.draft(token).then(
      (draft) => {
        if (!left && !isBlank(draft)) setSaid((now) => (now?.token === token ? now : { token, draft }));
      },
      // Without the draft the pair starts as it is.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [outbox, token]);

  const draft: Draft =
    said !== null && said.token === token
      ? said.draft
      : { remarks: remarksOf(item?.answer ?? noRemarks), before: [] };
  const keep = (next: Draft) => {
    if (token === undefined) return;
    setSaid({ token, draft: next });
    // At once, since the next moment may be a reload. A draft that cannot be kept is still on screen.
    void outbox.keepDraft(token, next).catch(() => undefined);
  };
  const change = (part: Partial<Remarks>) => {
    const [field = ''] = Object.keys(part);
    const now = performance.now();
    const goesOn = typed.includes(field) && last.current.field === field && now - last.current.at < typingMs;
    last.current = { field, at: now };
    keep(changed(draft, part, goesOn));
  };
  const back = takenBack(draft);
  const takeBack =
    back === null
      ? null
      : () => {
          last.current = { field: '', at: 0 };
          keep(back);
        };
  return { remarks: draft.remarks, change, takeBack };
}
