import { keyFor } from '../keys.ts';
import type { PairLine } from '../queue/pair-item.ts';
import { describeVerdict } from '../verdicts.ts';
import type { DeskActions } from './desk.tsx';
import classes from './desk-foot.module.css';
import type { Side } from './pair-view.tsx';
import { RatingBar } from './rating-bar.tsx';

type Props = {
  line: PairLine;
  keys: boolean;
  actions: DeskActions;
  /** The answer on screen where there is room for one only. */
  side: Side | null;
  unseen: Side | null;
  hasComment: boolean;
  /** Why the last rating could not be kept. */
  failure: string | null;
};

/** What can be done with the pair: rate it, skip it, comment on it, or go back to the one before. */
export function DeskFoot({ line, keys, actions, side, unseen, hasComment, failure }: Props) {
  const item = line.items[line.index];
  const before = line.items[line.index - 1]?.answer ?? null;
  return (
    <section className={classes.foot} aria-label="Your rating">
      {failure ? (
        <p className={classes.failure} role="alert">
          Not rated yet: {failure}
        </p>
      ) : null}
      {item?.answer ? (
        <div className={classes.earlier}>
          <p>
            You rated this pair: <strong>{describeVerdict(item.answer.verdict)}</strong>. Another choice
            replaces it.
          </p>
          <Action label="Keep it" hotkey={keys ? keyFor('keep') : null} onClick={actions.keep} />
        </div>
      ) : null}
      {item && side ? <SideSwitch side={side} unseen={unseen} onShow={actions.show} /> : null}
      <div className={classes.row}>
        <div className={classes.start}>
          <Action
            label="Back"
            hotkey={keys ? keyFor('undo') : null}
            disabled={before === null}
            title={
              before === null
                ? 'No pair before this one'
                : `Back to the last pair. You rated: ${describeVerdict(before.verdict)}`
            }
            onClick={actions.undo}
          />
        </div>
        {item ? <RatingBar answer={item.answer?.verdict ?? null} keys={keys} onRate={actions.rate} /> : null}
        {item ? (
          <div className={classes.end}>
            <Action
              label="Skip"
              hotkey={keys ? keyFor('skip') : null}
              active={item.answer?.verdict.verdict === 'skip'}
              onClick={actions.skip}
            />
            <Action
              label="Comment"
              hotkey={keys ? keyFor('comment') : null}
              active={hasComment}
              title={hasComment ? 'Comment (there is one)' : 'Comment'}
              onClick={actions.comment}
            />
          </div>
        ) : null}
      </div>
    </section>
  );
}

type ActionProps = {
  label: string;
  hotkey: string | null;
  active?: boolean;
  disabled?: boolean;
  title?: string;
  onClick: () => void;
};

function Action({ label, hotkey, active, disabled, title, onClick }: ActionProps) {
  return (
    <button
      type="button"
      className={classes.action}
      data-active={active || undefined}
      disabled={disabled}
      title={title}
      aria-keyshortcuts={hotkey ?? undefined}
      onClick={onClick}
    >
      {hotkey ? <kbd>{hotkey}</kbd> : null}
      {label}
    </button>
  );
}

function SideSwitch({
  side,
  unseen,
  onShow,
}: {
  side: Side;
  unseen: Side | null;
  onShow: (side: Side) => void;
}) {
  return (
    <div className={classes.sides} role="group" aria-label="Answer on screen">
      {(['A', 'B'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={side === name} onClick={() => onShow(name)}>
          Answer {name}
          {unseen === name ? <span className={classes.unseen}>not seen</span> : null}
        </button>
      ))}
    </div>
  );
}
