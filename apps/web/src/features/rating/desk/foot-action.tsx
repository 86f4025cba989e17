import classes from './desk-foot.module.css';

type Props = {
  label: string;
  hotkey: string | null;
  active?: boolean;
  disabled?: boolean;
  title?: string;
  onClick: () => void;
};

/** A button at the foot of the rating screen, with its key. */
export function FootAction({ label, hotkey, active, disabled, title, onClick }: Props) {
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
