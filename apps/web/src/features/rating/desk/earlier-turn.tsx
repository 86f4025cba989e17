import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormattedText } from '../markdown/formatted-text.tsx';
import type { TaskItem } from '../queue/task-item.ts';
import classes from './prompt-view.module.css';
import { useHiddenLines } from './use-hidden-lines.ts';

type Props = { message: TaskItem['task']['prompt']['messages'][number]; raw: boolean };

/** One turn before the last. A very long one shows its first lines, and says how many more there are. */
export function EarlierTurn({ message, raw }: Props) {
  const { t } = useTranslation('rating');
  const [open, setOpen] = useState(false);
  const id = useId();
  const [box, hidden] = useHiddenLines();
  const folded = hidden > 0 && !open;
  return (
    <div className={classes.turn} data-role={message.role}>
      <h3 className={classes.role}>{t(`pair.roles.${message.role}`)}</h3>
      <div
        ref={box}
        id={id}
        className={classes.turnText}
        data-folded={folded || undefined}
        // Tab may lead into what is cut off.
        onFocus={folded ? () => setOpen(true) : undefined}
      >
        <FormattedText text={message.content} raw={raw} />
      </div>
      {hidden > 0 ? (
        <button
          type="button"
          className={classes.more}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? t('pair.foldTurn') : t('pair.moreLines', { count: hidden })}
        </button>
      ) : null}
    </div>
  );
}
