import { IconArrowsDiff, IconBook2, IconHistory, IconKeyboard, IconTypography } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../../lib/format.ts';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { unrated } from '../queue/line.ts';
import type { PairLine } from '../queue/pair-item.ts';
import type { View } from './desk.tsx';
import classes from './desk-head.module.css';
import { OutboxStatus } from './outbox-status.tsx';
import type { DeskActions } from './run-key.ts';
import { Tool } from './tool.tsx';

type Props = {
  line: PairLine;
  outbox: Outbox;
  project: string;
  view: View;
  /** The guidelines changed, and are to be read before the next pair. */
  unread: boolean;
  actions: DeskActions;
};

export function DeskHead({ line, outbox, project, view, unread, actions }: Props) {
  const { nameOf } = useRatingKeys();
  const { queue } = line;
  const left = queue ? queue.available + unrated(line).length : 0;
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>Rate</h1>
      {queue ? (
        <p className={classes.progress}>
          <span>
            <strong>{formatCount(queue.doneToday)}</strong> today
          </span>
          <span>
            <strong>
              {formatCount(left)}
              {queue.atLeast ? '+' : ''}
            </strong>{' '}
            left
          </span>
        </p>
      ) : null}
      <div className={classes.status}>
        <OutboxStatus outbox={outbox} />
      </div>
      <nav className={classes.tools} aria-label="Tools for rating">
        <Tool
          label={view === 'raw' ? 'Formatted text' : 'Raw text'}
          hotkey={nameOf('raw')}
          pressed={view === 'raw'}
          onClick={actions.raw}
        >
          <IconTypography size={18} aria-hidden />
        </Tool>
        <Tool
          label="Differences"
          hotkey={nameOf('compare')}
          pressed={view === 'compared'}
          onClick={actions.compare}
        >
          <IconArrowsDiff size={18} aria-hidden />
        </Tool>
        <Tool
          label={unread ? 'Guidelines, not read yet' : 'Guidelines'}
          mark={unread}
          hotkey={nameOf('guidelines')}
          onClick={actions.guidelines}
        >
          <IconBook2 size={18} aria-hidden />
        </Tool>
        <Link to="/p/$project/rate/history" params={{ project }} className={classes.tool} title="My ratings">
          <IconHistory size={18} aria-hidden />
          <span className={classes.toolName}>My ratings</span>
        </Link>
        <Tool label="Keys" hotkey={nameOf('help')} onClick={actions.help}>
          <IconKeyboard size={18} aria-hidden />
        </Tool>
      </nav>
    </header>
  );
}
