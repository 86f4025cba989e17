import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { TaskItem } from '../queue/task-item.ts';
import type { Side } from './pair-view.tsx';
import type { StageHandle } from './stage.tsx';

const other = { A: 'B', B: 'A' } as const;

/** Where there is room for one answer at a time: which one each pair shows, which were seen, and where each was left. */
export function useSides(stage: RefObject<StageHandle | null>, item: TaskItem | undefined) {
  const token = item?.token;
  const pair = item === undefined || item.task.kind === 'pair';
  const narrow = useMediaQuery('(max-width: 1023px)', undefined, { getInitialValueInEffect: false }) === true;
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const [both, setBoth] = useState<ReadonlySet<string>>(new Set());
  const scrolls = useRef(new Map<string, number>());
  const sideOf = (of: string): Side => sides.get(of) ?? 'A';
  const side = token === undefined ? 'A' : sideOf(token);

  const show = (next: Side) => {
    const layer = token === undefined ? null : stage.current?.layer(token);
    if (!narrow || !pair || token === undefined || next === side || !layer) return;
    scrolls.current.set(`${token} ${side}`, layer.scrollTop);
    // An answer opened for the first time starts at its first line, with the prompt out of the way if it was before.
    const top = layer.querySelector<HTMLElement>('[data-one-side]')?.offsetTop ?? 0;
    const key = `${token} ${next}`;
    if (!scrolls.current.has(key)) scrolls.current.set(key, Math.min(layer.scrollTop, top));
    setSides(new Map([...sides].slice(-20)).set(token, next));
    setBoth(new Set([...both].slice(-20)).add(token));
  };

  useLayoutEffect(() => {
    const layer = narrow && token !== undefined ? stage.current?.layer(token) : null;
    const top = scrolls.current.get(`${token} ${side}`);
    if (layer && top !== undefined) layer.scrollTop = top;
  }, [narrow, side, token, stage]);

  return {
    /** Whether one answer of a pair is shown at a time. */
    narrow: narrow && pair,
    side,
    sideOf: narrow ? sideOf : null,
    show,
    /** The answer that was not looked at yet. */
    unseen: narrow && pair && token !== undefined && !both.has(token) ? other[side] : null,
  };
}
