import { useEffect, useState } from 'react';
import type { Outbox } from '../outbox/outbox.ts';
import type { PairItem } from '../queue/pair-item.ts';
import { isEmpty, noRemarks, type Remarks, remarksOf } from '../remarks.ts';

/**
 * Comment and flags of the pair on screen: those of its rating, or what was said before a reload. Kept on this device
 * while they change.
 */
export function useRemarks(outbox: Outbox, item: PairItem | undefined) {
  const [said, setSaid] = useState<{ token: string; remarks: Remarks } | null>(null);
  const token = item?.token;
  useEffect(() => {
    if (token === undefined) return;
    let left = false;
    outbox.draft(token).then(
      (remarks) => {
        if (!left && !isEmpty(remarks)) setSaid((now) => (now?.token === token ? now : { token, remarks }));
      },
      // Without the draft the pair starts as it is.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [outbox, token]);

  const remarks = remarksOf(
    said !== null && said.token === token ? said.remarks : (item?.answer ?? noRemarks),
  );
  const change = (part: Partial<Remarks>) => {
    if (token === undefined) return;
    const next = { ...remarks, ...part };
    setSaid({ token, remarks: next });
    // At once, since the next moment may be a reload. A draft that cannot be kept is still on screen.
    void outbox.keepDraft(token, next).catch(() => undefined);
  };
  return { remarks, change };
}
