import { VisuallyHidden } from '@mantine/core';
import { firstRatingForm, formFor, type Tiers, type Verdict } from '@prefloop/contract';
import { type RefObject, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { ReadingGate } from '../guidelines/reading-gate.tsx';
import { useDue } from '../guidelines/use-due.ts';
import { actionFor, keysOf, type RatingAction } from '../keys.ts';
import { orderWords, same } from '../options.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { TaskItem } from '../queue/task-item.ts';
import type { TaskQueue } from '../queue/task-queue.ts';
import { useTaskLine } from '../queue/use-task-queue.ts';
import { stillToPlace, togglePlace } from '../ranking.ts';
import { lacking, toggled } from '../remarks.ts';
import { chooseFrom } from './choose-from.ts';
import { Cover } from './cover.tsx';
import classes from './desk.module.css';
import { DeskFoot } from './desk-foot.tsx';
import { DeskHead } from './desk-head.tsx';
import { FormPanel, type FormPanelKind } from './form-panel.tsx';
import { GuidelinesDrawer } from './guidelines-drawer.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { Rest } from './rest.tsx';
import { type DeskActions, runKey } from './run-key.ts';
import { isCovered, Stage, type StageHandle } from './stage.tsx';
import { UnseenPanel } from './unseen-panel.tsx';
import { useRating } from './use-rating.ts';
import { useRemarks } from './use-remarks.ts';
import { useSides } from './use-sides.ts';

type Panel = FormPanelKind | { kind: 'unseen'; verdict: Verdict };
type Sheet = 'help' | 'guidelines';
/** What keys do while a task is covered. */
const whileCovered: ReadonlySet<RatingAction['type']> = new Set([
  'skip',
  'leave',
  'undo',
  'guidelines',
  'help',
]);
/** How the answers are shown. */
export type View = 'formatted' | 'raw' | 'compared';

/** The rating screen: a pair, or what else there is to rate, and at the foot what can be said about it. */
export function Desk({ queue, outbox, project }: { queue: TaskQueue; outbox: Outbox; project: string }) {
  const { t } = useTranslation('rating');
  const line = useTaskLine(queue);
  const item = line.items[line.index];
  const stage = useRef<StageHandle>(null);
  const { on, keys } = useRatingKeys();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [view, setView] = useState<View>('formatted');
  const [folded, setFolded] = useState(false);
  const [lifted, setLifted] = useState<ReadonlySet<string>>(new Set());
  const kind = item?.task.kind ?? 'pair';
  const responses = item?.task.responses.length ?? 2;
  const asked = item?.form.spec ?? firstRatingForm;
  const form = useMemo(() => formFor(kind, asked), [kind, asked]);
  const sensitive = item?.sensitive ?? false;
  const bindings = useMemo(
    () => keysOf(form, t, keys, { kind, responses, sensitive }),
    [form, t, keys, kind, responses, sensitive],
  );
  const due = useDue(queue.duty);
  /** The guidelines stand before the pair. */
  const reading = due !== null && item !== undefined && item.token !== due.inHand;
  const { remarks, change, takeBack } = useRemarks(outbox, item);
  const sides = useSides(stage, item);
  const rating = useRating({
    queue,
    line,
    stage,
    remarks,
    reading: reading ? 'now' : due && 'next',
    onRated: () => setPanel(null),
  });
  const ranking = useRanking(remarks.tiers, item?.token, (tiers) => {
    change({ tiers });
    rating.say(tiers.length === 0 ? t('said.takenBack') : t('ranking.said', { order: orderWords(tiers) }));
  });
  const focusPrompt = useFocusOnNewPair(stage, reading ? undefined : item?.token);

  const closePanel = () => {
    setPanel(null);
    focusPrompt();
  };
  const covers = item !== undefined && !reading && isCovered(item, lifted);
  const lift = () => {
    if (item) setLifted(new Set([...lifted].slice(-20)).add(item.token));
  };
  const leave = () => {
    if (!item?.sensitive) return;
    setPanel(null);
    rating.attempt(queue.setSensitive(true).then(() => rating.say(t('cover.left'))));
  };
  const rate = (verdict: Verdict) => {
    if (!rating.mayAct() || !item) return;
    const confirmed = panel?.kind === 'unseen' && same(panel.verdict, verdict);
    if (sides.unseen !== null && item.answer === null && !confirmed) setPanel({ kind: 'unseen', verdict });
    else commit(verdict);
  };
  /** Rates, unless the form wants more first. */
  const commit = (verdict: Verdict) => {
    const wanted = lacking(form, verdict, remarks);
    if (wanted === null) void rating.rate(verdict);
    else setPanel({ kind: wanted, verdict });
  };
  const show = (side: 'A' | 'B') => {
    sides.show(side);
    if (panel?.kind === 'unseen') closePanel();
  };
  const actions: DeskActions = {
    rate,
    place: ranking.place,
    join: ranking.join,
    skip: () => item && setPanel({ kind: 'skip' }),
    comment: () => item && setPanel({ kind: 'comment', verdict: null }),
    flag: () => item && setPanel({ kind: 'flag' }),
    criteria: () => item && setPanel({ kind: 'criteria', verdict: null }),
    edit: () => item && setPanel({ kind: 'edit' }),
    critique: () => item && setPanel({ kind: 'critique' }),
    undo: () => {
      setPanel(null);
      if (takeBack === null) rating.back();
      else {
        takeBack();
        rating.say(t('said.takenBack'));
      }
    },
    keep: rating.keep,
    leave,
    raw: () => setView(view === 'raw' ? 'formatted' : 'raw'),
    compare: () => setView(view === 'compared' ? 'formatted' : 'compared'),
    fold: () => setFolded(!folded),
    show,
    guidelines: () => setSheet('guidelines'),
    help: () => setSheet('help'),
  };
  useKeys((event) => {
    if (reading) return false;
    if (event.key === 'Escape' && panel !== null) {
      closePanel();
      return true;
    }
    // These panels have keys of their own, and none of them rates.
    if (panel?.kind === 'criteria' || panel?.kind === 'edit' || panel?.kind === 'critique') return false;
    // What cannot be read is not rated, only skipped or left.
    if (covers && panel === null) {
      const action = on ? actionFor(event, bindings) : null;
      if (action === null || !whileCovered.has(action.type)) return false;
      return runKey(event, bindings, actions);
    }
    if (event.key === 'Enter' && kind === 'ranking' && panel === null && !isOnButton(event)) {
      if (item && stillToPlace(remarks.tiers, responses, form) === 0) {
        rate({ verdict: 'ranking', tiers: remarks.tiers });
      }
      return true;
    }
    if (!on) return false;
    if (panel?.kind === 'skip') {
      return chooseFrom(form.skipReasons, event, ({ code }) => commit({ verdict: 'skip', reason: code }));
    }
    if (panel?.kind === 'flag')
      return chooseFrom(form.flags, event, (flag) => change({ flags: toggled(remarks.flags, flag) }));
    return runKey(event, bindings, actions);
  });

  return (
    <div className={classes.desk} data-fill data-accepting={rating.accepting ?? undefined}>
      <title>{`${t('tab')} · Prefloop`}</title>
      <DeskHead
        line={line}
        outbox={outbox}
        project={project}
        view={view}
        unread={due !== null}
        actions={actions}
      />
      {item ? null : (
        <Rest
          line={line}
          outbox={outbox}
          onRetry={() => void queue.refresh()}
          onTakeAgain={() => rating.attempt(queue.setSensitive(false))}
        />
      )}
      {reading ? (
        <ReadingGate
          key={due.newest.version}
          due={due}
          onRead={(version) => queue.duty.acknowledge(version)}
        />
      ) : null}
      <div className={item && !reading ? classes.work : classes.noWork}>
        <Stage
          ref={stage}
          items={line.items}
          index={line.index}
          view={view}
          folded={folded}
          onFold={actions.fold}
          sideOf={sides.sideOf}
          lifted={lifted}
          tiers={remarks.tiers}
          onPlace={ranking.place}
        />
        {covers ? (
          <Cover
            key={item.token}
            onLift={() => {
              lift();
              rating.restart();
            }}
            onLeave={leave}
            onSkip={form.skipReasons.length > 0 ? actions.skip : null}
          />
        ) : null}
        {panel !== null && panel.kind !== 'unseen' ? (
          <FormPanel
            panel={panel}
            form={form}
            texts={textsOf(item)}
            remarks={remarks}
            onRemark={change}
            onRate={commit}
            onClose={closePanel}
          />
        ) : null}
        {panel?.kind === 'unseen' && sides.unseen !== null ? (
          <UnseenPanel
            unseen={sides.unseen}
            onShow={() => show(sides.unseen ?? 'A')}
            onRateAnyway={() => commit(panel.verdict)}
          />
        ) : null}
      </div>
      {reading ? null : (
        <DeskFoot
          line={line}
          actions={actions}
          side={sides.narrow ? sides.side : null}
          unseen={sides.unseen}
          remarks={remarks}
          ranking={
            kind === 'ranking'
              ? { responses, tiers: remarks.tiers, joining: ranking.joining, onJoin: ranking.join }
              : undefined
          }
          takesBack={takeBack !== null}
          covered={covers}
          failure={rating.failure}
        />
      )}
      <VisuallyHidden role="status">{rating.said}</VisuallyHidden>
      <HelpSheet bindings={bindings} opened={sheet === 'help'} onClose={() => setSheet(null)} />
      <GuidelinesDrawer
        project={project}
        version={due?.newest.version ?? line.queue?.guidelineVersion ?? null}
        opened={sheet === 'guidelines'}
        onClose={() => setSheet(null)}
      />
    </div>
  );
}

function textsOf(item: TaskItem | undefined): [string, string] {
  const [a, b] = item?.task.responses ?? [];
  return [a?.text ?? '', b?.text ?? ''];
}

/** Enter there presses the button, and nothing else. */
function isOnButton({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('button, a, summary, [role=button]') !== null;
}

/** How a ranking is made: one response after the other, each of which can be taken out again. */
function useRanking(tiers: Tiers, token: string | undefined, onChange: (tiers: Tiers) => void) {
  /** The task whose next response is to be equal to the one before. */
  const [joining, setJoining] = useState<string | null>(null);
  const joined = token !== undefined && joining === token && tiers.length > 0;
  const place = useEffectEvent((response: number) => {
    setJoining(null);
    if (token !== undefined) onChange(togglePlace(tiers, response, joined));
  });
  return {
    joining: joined,
    // One function for all time: the answers of a ranking are not drawn anew for it.
    place: useCallback((response: number) => place(response), []),
    join: () => setJoining(joined || token === undefined ? null : token),
  };
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
