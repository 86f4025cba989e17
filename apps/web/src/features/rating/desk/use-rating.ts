import type { Verdict } from '@prefloop/contract';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../../lib/explain-error.ts';
import { deadMs } from '../dead-time.ts';
import { describeVerdict } from '../options.ts';
import { explainUnsent } from '../outbox/explain-unsent.ts';
import type { TaskLine } from '../queue/task-item.ts';
import type { TaskQueue } from '../queue/task-queue.ts';
import type { Remarks } from '../remarks.ts';
import { afterPaint } from './after-paint.ts';
import { countWork } from './break-reminder.tsx';
import type { StageHandle } from './stage.tsx';
import { useActiveTime } from './use-active-time.ts';

type Deps = {
  queue: TaskQueue;
  line: TaskLine;
  stage: RefObject<StageHandle | null>;
  remarks: Remarks;
  /** The guidelines are to be read before the next pair (`next`), or stand before this one (`now`). */
  reading: 'now' | 'next' | null;
  /** The rating is safe and the screen is about to move. */
  onRated: () => void;
};

/**
 * What moves the line. A rating is written to disk, the next pair, drawn long before, is shown, and only after it was
 * painted React hears of it.
 */
export function useRating({ queue, line, stage, remarks, reading, onRated }: Deps) {
  const { t } = useTranslation('rating');
  const { t: errors } = useTranslation('errors');
  const { t: server } = useTranslation('server');
  const { items, index } = line;
  const item = reading === 'now' ? undefined : items[index];
  const time = useActiveTime();
  const busy = useRef(false);
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  /** The pair that takes ratings now; the one on screen, a moment after it came. */
  const [accepting, setAccepting] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [said, setSaid] = useState('');

  const token = item?.token;
  useEffect(() => {
    if (token === undefined) return;
    // Set earlier where the swap has shown the pair before React did.
    if (performance.now() - shownAt.current > deadMs) shownAt.current = performance.now();
    time.restart();
    // A timer takes whole milliseconds and cuts the rest off: one more, or it would say so while keys are still dead.
    const left = Math.max(0, Math.ceil(shownAt.current + deadMs - performance.now()) + 1);
    const timer = setTimeout(() => setAccepting(token), left);
    return () => {
      clearTimeout(timer);
      setAccepting(null);
    };
  }, [token, time]);

  const mayAct = () => !busy.current && performance.now() - shownAt.current >= deadMs;

  /** Shows the neighbour at once if it is laid out; tells React afterwards. */
  const moveTo = (neighbour: string | undefined, tellReact: () => void) => {
    shownAt.current = performance.now();
    const swapped =
      reading === null &&
      token !== undefined &&
      neighbour !== undefined &&
      stage.current?.swap(token, neighbour);
    const settle = () => {
      tellReact();
      busy.current = false;
    };
    if (swapped) afterPaint(settle);
    else settle();
  };

  const rate = async (verdict: Verdict): Promise<void> => {
    if (item === undefined || !mayAct()) return;
    busy.current = true;
    setFailure(null);
    const comment = remarks.comment.replaceAll('\0', '').trim();
    const answer = { verdict, ...remarks, comment };
    const activeMs = time.read();
    try {
      await queue.rate(item, answer, activeMs);
    } catch (error) {
      busy.current = false;
      setFailure(t('notRated', { why: explainUnsent(error, t, server) }));
      return;
    }
    onRated();
    moveTo(items[index + 1]?.token, () => {
      queue.advance(answer);
      countWork(activeMs);
      const rated = t('said.rated', { verdict: describeVerdict(verdict, item.form.spec, t) });
      const next = reading === null ? t('said.nextPair') : t('said.nextGuidelines');
      setSaid(items[index + 1] ? `${rated} ${next}` : rated);
    });
  };

  const back = () => {
    const before = items[index - 1];
    if (!before?.answer || busy.current) return;
    busy.current = true;
    const earlier = describeVerdict(before.answer.verdict, before.form.spec, t);
    moveTo(before.token, () => {
      queue.back();
      setSaid(t('said.back', { verdict: earlier }));
    });
  };

  /** Something beside rating that the server is asked for; says why where it fails. */
  const attempt = (asked: Promise<unknown>): void => {
    setFailure(null);
    asked.catch((error: unknown) =>
      setFailure(t('notDone', { why: explainError(error, errors, server).why })),
    );
  };

  const keep = () => {
    if (!item?.answer || busy.current) return;
    busy.current = true;
    moveTo(items[index + 1]?.token, () => {
      queue.advance(null);
      setSaid(t('said.kept'));
    });
  };

  return { rate, back, keep, attempt, restart: time.restart, mayAct, accepting, failure, said, say: setSaid };
}
