import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { FormattedText } from '../markdown/formatted-text.tsx';
import type { TaskItem } from '../queue/task-item.ts';
import { EarlierTurn } from './earlier-turn.tsx';
import classes from './prompt-view.module.css';
import { changeReading, useReading } from './reading-settings.ts';

type Props = {
  messages: TaskItem['task']['prompt']['messages'];
  /** Text as it is instead of formatted. */
  raw: boolean;
  /** The last turn in one line. */
  folded: boolean;
  onFold: () => void;
};

/** The prompt. Of a conversation the last turn is open; the turns before it unfold, here and on the pairs that follow. */
export function PromptView({ messages, raw, folded, onFold }: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const shown = useReading('earlier-turns');
  const root = useRef<HTMLElement>(null);
  useLastTurnInSight(root, shown);
  const last = messages.at(-1);
  const earlier = messages.slice(0, -1);
  return (
    <section
      ref={root}
      className={classes.prompt}
      aria-label={t('pair.prompt')}
      tabIndex={-1}
      data-prompt
      data-folded={folded || undefined}
    >
      <div className={classes.head}>
        <h2 className={classes.name}>{t('pair.prompt')}</h2>
        {earlier.length > 0 && !folded ? (
          <HeadButton
            label={
              shown
                ? t('pair.hideEarlier', { count: earlier.length })
                : t('pair.showEarlier', { count: earlier.length })
            }
            hotkey={nameOf('earlier-turns')}
            expanded={shown}
            onClick={() => changeReading('earlier-turns')}
          />
        ) : null}
        <HeadButton
          label={folded ? t('pair.unfold') : t('pair.fold')}
          hotkey={nameOf('fold-prompt')}
          expanded={!folded}
          onClick={onFold}
        />
      </div>
      {folded ? (
        <p className={classes.line} dir="auto">
          {last?.content.slice(0, 300)}
        </p>
      ) : (
        <div className={classes.turns}>
          {shown
            ? earlier.map((message, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the turns of one prompt never move
                <EarlierTurn key={place} message={message} raw={raw} />
              ))
            : null}
          {last ? (
            <div className={classes.turn} data-role={last.role}>
              {shown && earlier.length > 0 ? (
                <h3 className={classes.role}>{t(`pair.roles.${last.role}`)}</h3>
              ) : null}
              <div data-turn>
                <FormattedText text={last.content} raw={raw} />
              </div>
            </div>
          ) : null}
        </div>
      )}
    </section>
  );
}

/** What is asked stays in sight: turns that unfold do so above it. */
function useLastTurnInSight(root: RefObject<HTMLElement | null>, shown: boolean): void {
  useEffect(() => {
    if (!shown) return;
    // Once the long turns among them have folded.
    const frame = requestAnimationFrame(() => {
      const last = root.current?.querySelector<HTMLElement>('[data-turn]');
      if (root.current && last) root.current.scrollTop = last.offsetTop - lead;
    });
    return () => cancelAnimationFrame(frame);
  }, [root, shown]);
}

/** Room above the last turn for the head, and for the name of who speaks. */
const lead = 60;

type HeadButtonProps = { label: string; hotkey: string | null; expanded: boolean; onClick: () => void };

function HeadButton({ label, hotkey, expanded, onClick }: HeadButtonProps) {
  return (
    <button type="button" aria-expanded={expanded} aria-keyshortcuts={hotkey ?? undefined} onClick={onClick}>
      {label} {hotkey === null ? null : <kbd>{hotkey}</kbd>}
    </button>
  );
}
