import type { Tiers } from '@prefloop/contract';
import { type Ref, useDeferredValue, useImperativeHandle, useRef } from 'react';
import type { TaskItem } from '../queue/task-item.ts';
import type { View } from './desk.tsx';
import type { Side } from './pair-view.tsx';
import classes from './stage.module.css';
import { TaskView } from './task-view.tsx';

export type StageHandle = {
  /**
   * Shows the layer of `to` instead of that of `from`, in the document itself, without React. False when `to` has no
   * layer yet.
   */
  swap: (from: string, to: string) => boolean;
  layer: (token: string) => HTMLElement | null;
};

type Props = {
  ref: Ref<StageHandle>;
  items: readonly TaskItem[];
  index: number;
  view: View;
  folded: boolean;
  onFold: () => void;
  /** Which answer each pair shows where there is room for one only; null where both are shown. */
  sideOf: ((token: string) => Side) | null;
  /** Tokens of tasks whose cover was lifted. */
  lifted: ReadonlySet<string>;
  /** The ranking on screen as far as it is; what lies behind it shows what was sent. */
  tiers: Tiers;
  onPlace: (response: number) => void;
};

const none: Tiers = [];
/** Neither to be read, nor reached by a key or a screen reader. */
const covered = { inert: true, 'data-covered': '' };

/** What is sensitive stays covered until its reader lifts that, or has rated it. */
export function isCovered(
  { token, sensitive, answer }: Pick<TaskItem, 'token' | 'sensitive' | 'answer'>,
  lifted: ReadonlySet<string>,
): boolean {
  return sensitive && answer === null && !lifted.has(token);
}

/**
 * The tasks before, on and after the screen, each in a layer of its own that is laid out whether shown or not. To move
 * on is then a change of two attributes, not a rendering: the browser only has to paint.
 */
export function Stage({ ref, items, index, view, folded, onFold, sideOf, lifted, tiers, onPlace }: Props) {
  const root = useRef<HTMLDivElement>(null);
  // The pair after this one is drawn when nothing more urgent is to be done.
  const next = useDeferredValue(items[index + 1]);
  const layers = [items[index - 1], items[index], next]
    .filter((item) => item !== undefined)
    .filter((item, place, all) => all.findIndex(({ token }) => token === item.token) === place);

  useImperativeHandle(ref, () => {
    const layer = (token: string) =>
      root.current?.querySelector<HTMLElement>(`:scope > [data-token="${token}"]`) ?? null;
    return {
      layer,
      swap: (from, to) => {
        const [leaving, coming] = [layer(from), layer(to)];
        if (!leaving || !coming) return false;
        leaving.removeAttribute('data-shown');
        leaving.inert = true;
        coming.setAttribute('data-shown', '');
        coming.inert = false;
        return true;
      },
    };
  }, []);

  const shown = items[index]?.token;
  return (
    <div ref={root} className={classes.stage}>
      {layers.map(({ token, task, sensitive, answer }) => (
        <div
          key={token}
          className={classes.layer}
          data-token={token}
          data-shown={token === shown ? '' : undefined}
          inert={token !== shown}
        >
          <div className={classes.task} {...(isCovered({ token, sensitive, answer }, lifted) ? covered : {})}>
            <TaskView
              task={task}
              tiers={token === shown ? tiers : (answer?.tiers ?? none)}
              onPlace={onPlace}
              view={view}
              folded={folded}
              onFold={onFold}
              columns={sideOf === null}
              side={sideOf === null ? null : sideOf(token)}
            />
          </div>
        </div>
      ))}
    </div>
  );
}
