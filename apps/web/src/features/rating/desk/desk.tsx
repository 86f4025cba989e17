import { VisuallyHidden } from '@mantine/core';
import type { SkipReason, Verdict } from '@prefloop/contract';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { singleKeys } from '../../../lib/device.ts';
import { useStore } from '../../../lib/store.ts';
import { actionFor, characterOf } from '../keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { PairQueue } from '../queue/pair-queue.ts';
import { usePairLine } from '../queue/use-pair-queue.ts';
import { skipReasons, verdictOfStep } from '../verdicts.ts';
import { CommentPanel } from './comment-panel.tsx';
import classes from './desk.module.css';
import { DeskFoot } from './desk-foot.tsx';
import { DeskHead } from './desk-head.tsx';
import { GuidelinesDrawer } from './guidelines-drawer.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { Rest } from './rest.tsx';
import { SkipPanel } from './skip-panel.tsx';
import { Stage, type StageHandle } from './stage.tsx';
import { UnseenPanel } from './unseen-panel.tsx';
import { useComment } from './use-comment.ts';
import { useKeys } from './use-keys.ts';
import { useRating } from './use-rating.ts';
import { useSides } from './use-sides.ts';
import { useUnreadGuidelines } from './use-unread-guidelines.ts';

type Panel = { kind: 'skip' | 'comment' } | { kind: 'unseen'; verdict: Verdict };
type Sheet = 'help' | 'guidelines';
/** How the answers are shown. */
export type View = 'formatted' | 'raw' | 'compared';

/** The rating screen: a pair, and at the foot what can be said about it. */
export function Desk({ queue, outbox, project }: { queue: PairQueue; outbox: Outbox; project: string }) {
  const line = usePairLine(queue);
  const item = line.items[line.index];
  const stage = useRef<StageHandle>(null);
  const keys = useStore(singleKeys) === 'on';
  const [panel, setPanel] = useState<Panel | null>(null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [view, setView] = useState<View>('formatted');
  const [folded, setFolded] = useState(false);
  const comment = useComment(outbox, item);
  const sides = useSides(stage, item?.token);
  const rating = useRating({
    queue,
    line,
    stage,
    comment: comment.comment,
    onRated: () => setPanel(null),
  });
  const unread = useUnreadGuidelines(project, line.queue?.guidelineVersion ?? null, sheet === 'guidelines');
  const focusPrompt = useFocusOnNewPair(stage, item?.token);

  const closePanel = () => {
    setPanel(null);
    focusPrompt();
  };
  const rate = (verdict: Verdict) => {
    if (!rating.mayAct() || !item) return;
    const confirmed = panel?.kind === 'unseen' && same(panel.verdict, verdict);
    if (sides.unseen !== null && item.answer === null && !confirmed) setPanel({ kind: 'unseen', verdict });
    else void rating.rate(verdict);
  };
  const skip = (reason: SkipReason) => void rating.rate({ verdict: 'skip', reason });
  const show = (side: 'A' | 'B') => {
    sides.show(side);
    if (panel?.kind === 'unseen') closePanel();
  };
  const actions = {
    rate,
    skip: () => item && setPanel({ kind: 'skip' }),
    comment: () => item && setPanel({ kind: 'comment' }),
    undo: () => {
      setPanel(null);
      rating.back();
    },
    keep: rating.keep,
    raw: () => setView(view === 'raw' ? 'formatted' : 'raw'),
    compare: () => setView(view === 'compared' ? 'formatted' : 'compared'),
    fold: () => setFolded(!folded),
    show,
    guidelines: () => setSheet('guidelines'),
    help: () => setSheet('help'),
  };
  useKeys((event) => {
    if (event.key === 'Escape' && panel !== null) {
      closePanel();
      return true;
    }
    if (!keys) return false;
    if (panel?.kind === 'skip') return chooseReason(event, skip);
    return runKey(event, actions);
  });

  return (
    <div className={classes.desk} data-fill data-accepting={rating.accepting ?? undefined}>
      <title>Rate · Prefloop</title>
      <DeskHead
        line={line}
        outbox={outbox}
        project={project}
        view={view}
        keys={keys}
        unread={unread}
        actions={actions}
      />
      {item ? null : <Rest line={line} outbox={outbox} onRetry={() => void queue.refresh()} />}
      <div className={item ? classes.work : classes.noWork}>
        <Stage
          ref={stage}
          items={line.items}
          index={line.index}
          view={view}
          folded={folded}
          onFold={actions.fold}
          sideOf={sides.sideOf}
        />
        {panel?.kind === 'skip' ? <SkipPanel onChoose={skip} onCancel={closePanel} /> : null}
        {panel?.kind === 'comment' ? (
          <CommentPanel value={comment.comment} onChange={comment.setComment} onClose={closePanel} />
        ) : null}
        {panel?.kind === 'unseen' && sides.unseen !== null ? (
          <UnseenPanel
            unseen={sides.unseen}
            onShow={() => show(sides.unseen ?? 'A')}
            onRateAnyway={() => void rating.rate(panel.verdict)}
          />
        ) : null}
      </div>
      <DeskFoot
        line={line}
        keys={keys}
        actions={actions}
        side={sides.narrow ? sides.side : null}
        unseen={sides.unseen}
        hasComment={comment.comment !== ''}
        failure={rating.failure}
      />
      <VisuallyHidden role="status">{rating.said}</VisuallyHidden>
      <HelpSheet opened={sheet === 'help'} onClose={() => setSheet(null)} />
      <GuidelinesDrawer project={project} opened={sheet === 'guidelines'} onClose={() => setSheet(null)} />
    </div>
  );
}

export type DeskActions = {
  rate: (verdict: Verdict) => void;
  skip: () => void;
  comment: () => void;
  undo: () => void;
  keep: () => void;
  raw: () => void;
  compare: () => void;
  fold: () => void;
  show: (side: 'A' | 'B') => void;
  guidelines: () => void;
  help: () => void;
};

function runKey(event: KeyboardEvent, actions: DeskActions): boolean {
  const action = actionFor(event);
  if (action === null) return false;
  switch (action.type) {
    case 'rate':
      actions.rate(verdictOfStep(action.step));
      break;
    case 'both-bad':
      actions.rate({ verdict: 'both_bad' });
      break;
    case 'side':
      actions.show(action.side);
      break;
    case 'fold-prompt':
      actions.fold();
      break;
    default:
      actions[action.type]();
  }
  return true;
}

function chooseReason(event: KeyboardEvent, skip: (reason: SkipReason) => void): boolean {
  const chosen = skipReasons[Number(characterOf(event)) - 1];
  if (chosen === undefined) return false;
  skip(chosen.reason);
  return true;
}

function same(a: Verdict, b: Verdict): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A new pair takes the focus to its prompt, so that reading and scrolling begin there, for eyes and for readers. */
function useFocusOnNewPair(stage: RefObject<StageHandle | null>, token: string | undefined): () => void {
  const focusPrompt = useCallback(() => {
    if (token === undefined) return;
    stage.current?.layer(token)?.querySelector<HTMLElement>('[data-prompt]')?.focus({ preventScroll: true });
  }, [stage, token]);
  useEffect(focusPrompt, [focusPrompt]);
  return focusPrompt;
}
