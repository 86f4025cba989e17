import {
  IconArrowsDiff,
  IconBook2,
  IconHistory,
  IconKeyboard,
  IconLink,
  IconTypography,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useFormats } from '../../../lib/i18n/use-formats.ts';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { unrated } from '../queue/line.ts';
import type { TaskLine } from '../queue/task-item.ts';
import type { View } from './desk.tsx';
import classes from './desk-head.module.css';
import { OutboxStatus } from './outbox-status.tsx';
import { changeReading, useReading } from './reading-settings.ts';
import type { DeskActions } from './run-key.ts';
import { Tool } from './tool.tsx';

type Props = {
  line: TaskLine;
  outbox: Outbox;
  project: string;
  view: View;
  /** The guidelines changed, and are to be read before the next pair. */
  unread: boolean;
  actions: DeskActions;
};

export function DeskHead({ line, outbox, project, view, unread, actions }: Props) {
  const { t } = useTranslation('rating');
  const { count } = useFormats();
  const { nameOf } = useRatingKeys();
  const linked = useReading('link-scroll');
  const { queue } = line;
  /** Two answers are compared, here or on the next task. */
  const pair = (line.items[line.index]?.task.kind ?? 'pair') === 'pair';
  const left = queue ? queue.available + unrated(line).length : 0;
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{t('title')}</h1>
      {queue ? (
        <p className={classes.progress}>
          <span>
            <Trans
              t={t}
              i18nKey="today"
              values={{ done: count(queue.doneToday) }}
              components={{ strong: <strong /> }}
            />
          </span>
          <span>
            <Trans
              t={t}
              i18nKey="left"
              values={{ left: `${count(left)}${queue.atLeast ? '+' : ''}` }}
              components={{ strong: <strong /> }}
            />
          </span>
        </p>
      ) : null}
      <div className={classes.status}>
        <OutboxStatus outbox={outbox} />
      </div>
      <nav className={classes.tools} aria-label={t('tools')}>
        <Tool
          label={view === 'raw' ? t('formatted') : t('raw')}
          hotkey={nameOf('raw')}
          pressed={view === 'raw'}
          onClick={actions.raw}
        >
          <IconTypography size={18} aria-hidden />
        </Tool>
        {pair ? (
          <Tool
            label={t('differences')}
            hotkey={nameOf('compare')}
            pressed={view === 'compared'}
            onClick={actions.compare}
          >
            <IconArrowsDiff size={18} aria-hidden />
          </Tool>
        ) : null}
        {pair ? (
          <Tool
            label={t('scrollTogether')}
            hotkey={nameOf('link-scroll')}
            pressed={linked}
            wideOnly
            onClick={() => changeReading('link-scroll')}
          >
            <IconLink size={18} aria-hidden />
          </Tool>
        ) : null}
        <Tool
          label={unread ? t('guidelinesUnread') : t('guidelines')}
          mark={unread}
          hotkey={nameOf('guidelines')}
          onClick={actions.guidelines}
        >
          <IconBook2 size={18} aria-hidden />
        </Tool>
        <Link
          to="/p/$project/rate/history"
          params={{ project }}
          className={classes.tool}
          title={t('myRatings')}
        >
          <IconHistory size={18} aria-hidden />
          <span className={classes.toolName}>{t('myRatings')}</span>
        </Link>
        <Tool label={t('keysTool')} hotkey={nameOf('help')} onClick={actions.help}>
          <IconKeyboard size={18} aria-hidden />
        </Tool>
      </nav>
    </header>
  );
}
