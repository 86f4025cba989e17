import { useEffect, useRef, useState } from 'react';
import type { Outbox } from '../outbox/outbox.ts';
import type { PairItem } from '../queue/pair-item.ts';

/** The comment on the pair on screen: that of its rating, or what was typed before a reload. Kept while it is typed. */
export function useComment(outbox: Outbox, item: PairItem | undefined) {
  const [typed, setTyped] = useState<{ token: string; text: string } | null>(null);
  const saving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
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
    clearTimeout(saving.current);
    // A draft that cannot be kept is still in the field.
    saving.current = setTimeout(() => void outbox.keepDraft(token, text).catch(() => undefined), 250);
  };
  /** The comment goes out with a rating: nothing of it is to be kept as a draft. */
  const settle = () => clearTimeout(saving.current);
  return { comment, setComment, settle };
}
