import { useEffect, useState } from 'react';
import type { Outbox } from '../outbox/outbox.ts';
import type { PairItem } from '../queue/pair-item.ts';

/** The comment on the pair on screen: that of its rating, or what was typed before a reload. Kept while it is typed. */
export function useComment(outbox: Outbox, item: PairItem | undefined) {
  const [typed, setTyped] = useState<{ token: string; text: string } | null>(null);
  const token = item?.token;
  useEffect(() => {
    if (token === undefined) return;
    let left = false;
    outbox.draft(token).then(
      (text) => {
        if (!left && text !== '') setTyped((now) => (now?.token === token ? now : { token, text }));
      },
      // Without the draft the field starts as it is.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [outbox, token]);

  const comment = typed !== null && typed.token === token ? typed.text : (item?.answer?.comment ?? '');
  const setComment = (text: string) => {
    if (token === undefined) return;
    setTyped({ token, text });
    // At once, since the next moment may be a reload. A draft that cannot be kept is still in the field.
    void outbox.keepDraft(token, text).catch(() => undefined);
  };
  return { comment, setComment };
}
