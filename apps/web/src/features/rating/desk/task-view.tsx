import type { ShownTask, Tiers } from '@prefloop/contract';
import type { View } from './desk.tsx';
import { PairView, type Side } from './pair-view.tsx';
import { RankingView } from './ranking-view.tsx';
import { SingleView } from './single-view.tsx';

type Props = {
  task: ShownTask;
  /** Of a ranking, as far as it is. */
  tiers: Tiers;
  onPlace?: ((response: number) => void) | undefined;
  view: View;
  folded: boolean;
  onFold: () => void;
  /** The answer of a pair on screen where there is room for one only; null where both are shown. */
  side: Side | null;
  columns?: boolean;
  stacked?: boolean;
};

/** A task of any kind, as it is read. */
export function TaskView({ task, tiers, onPlace, view, folded, onFold, ...pair }: Props) {
  const shown = { raw: view === 'raw', folded, onFold };
  switch (task.kind) {
    case 'pair':
      return <PairView task={task} view={view} folded={folded} onFold={onFold} {...pair} />;
    case 'single':
      return <SingleView task={task} {...shown} />;
    case 'ranking':
      return <RankingView task={task} tiers={tiers} onPlace={onPlace} {...shown} />;
  }
}
