import type { ShownTask } from '@prefloop/contract';
import { memo, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { commonBlocks } from '../compare/common-blocks.ts';
import { ComparedText } from '../compare/compared-text.tsx';
import { ComparisonNote } from '../compare/comparison-note.tsx';
import { FoldedAnswer } from '../compare/folded-answer.tsx';
import { useComparison } from '../compare/use-comparison.ts';
import { CopyStatus } from '../copy/copy-status.tsx';
import { FormattedText } from '../markdown/formatted-text.tsx';
import { splitBlocks } from '../markdown/split-blocks.ts';
import { AnswerSection } from './answer-section.tsx';
import type { View } from './desk.tsx';
import classes from './pair-view.module.css';
import { PromptView } from './prompt-view.tsx';
import { useColumns } from './use-columns.ts';

export type Side = 'A' | 'B';

type PairTask = Pick<Extract<ShownTask, { kind: 'pair' }>, 'prompt' | 'responses'>;

type Props = {
  task: PairTask;
  view: View;
  /** The prompt in one line. */
  folded: boolean;
  onFold: () => void;
  /** The answer on screen where there is room for one only; null where both are shown. */
  side: Side | null;
  /** Each answer scrolls by itself, or with the other; the room around has to be of a fixed height. */
  columns?: boolean;
  /** One answer below the other, both shown. */
  stacked?: boolean;
};

/** A prompt and its two answers, A left and B right. */
export const PairView = memo(function PairView(props: Props) {
  const { task, view, folded, onFold, side, columns = false, stacked } = props;
  const root = useRef<HTMLDivElement>(null);
  useColumns(root, columns);
  const { t } = useTranslation('rating');
  const [a, b] = task.responses;
  const same = a.text === b.text;
  const comparison = useComparison(a.text, b.text, view === 'compared' && !same);
  const found = typeof comparison === 'object' ? comparison : null;
  const raw = view === 'raw';
  const splits = useMemo(() => [splitBlocks(a.text), splitBlocks(b.text)] as const, [a.text, b.text]);
  const common = useMemo(() => (same ? none : commonBlocks(...splits)), [same, splits]);
  const answer = (at: 0 | 1) =>
    common.start + common.end > 0 ? (
      <FoldedAnswer split={splits[at]} common={common} raw={raw} />
    ) : (
      <FormattedText text={task.responses[at].text} split={splits[at]} raw={raw} />
    );
  return (
    <div ref={root} className={classes.pair} data-columns={columns || undefined}>
      <PromptView messages={task.prompt.messages} raw={raw} folded={folded} onFold={onFold} />
      {same ? (
        <p className={classes.same} role="note">
          {t('pair.same')}
        </p>
      ) : null}
      {comparison === null ? null : (
        <p className={classes.same} role="note">
          <ComparisonNote comparison={comparison} />
        </p>
      )}
      <div className={classes.answers} data-one-side={side ?? undefined} data-stacked={stacked || undefined}>
        <AnswerSection name="A" text={a.text} hidden={side === 'B'}>
          {found ? <ComparedText pieces={found.a} side="A" /> : answer(0)}
        </AnswerSection>
        <AnswerSection name="B" text={b.text} hidden={side === 'A'}>
          {found ? <ComparedText pieces={found.b} side="B" /> : answer(1)}
        </AnswerSection>
      </div>
      <CopyStatus />
    </div>
  );
});

const none = { start: 0, end: 0 };
