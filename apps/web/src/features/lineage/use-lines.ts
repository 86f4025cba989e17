import type { LineageEdge } from '@prefloop/contract';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { keyOf } from './lineage-graph.ts';
import { type Box, routeLine } from './route-line.ts';

export type Line = { from: string; to: string; path: string };

/** The lines between the things that are drawn in `container`, in its own coordinates; they follow its size. */
export function useLines(
  container: RefObject<HTMLElement | null>,
  edges: readonly LineageEdge[],
  /** Changes when other things are drawn. */
  drawn: unknown,
): { lines: Line[]; width: number; height: number } {
  const [state, setState] = useState({ lines: [] as Line[], width: 0, height: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn decides where everything stands
  useLayoutEffect(() => {
    const root = container.current;
    if (!root) return;
    const measure = () => {
      const boxes = boxesIn(root);
      const lines = edges.flatMap((edge): Line[] => {
        const [from, to] = [keyOf(edge.from), keyOf(edge.to)];
        const [a, b] = [boxes.get(from), boxes.get(to)];
        return a && b ? [{ from, to, path: routeLine(a, b) }] : [];
      });
      const { width, height } = root.getBoundingClientRect();
      setState({ lines, width, height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(root);
    measure();
    return () => observer.disconnect();
  }, [container, edges, drawn]);
  return state;
}

/** Lines from different stations run beside each other in a band, this far apart. */
const bandStep = 4;

function boxesIn(root: HTMLElement): Map<string, Box> {
  const own = root.getBoundingClientRect();
  const boxes = new Map<string, Box>();
  for (const round of root.querySelectorAll<HTMLElement>('[data-round]')) {
    const things = [...round.querySelectorAll<HTMLElement>('[data-node]')];
    const rects = things.map((thing) => thing.getBoundingClientRect());
    const ceiling = Math.min(...rects.map(({ top }) => top)) - own.top;
    things.forEach((thing, index) => {
      const rect = rects[index];
      const key = thing.dataset.node;
      if (!rect || key === undefined) return;
      const band = ceiling - 6 - bandStep * Number(thing.dataset.station ?? 0);
      const [left, right, top] = [rect.left - own.left, rect.right - own.left, rect.top - own.top];
      boxes.set(key, { left, right, top, band });
    });
  }
  return boxes;
}
