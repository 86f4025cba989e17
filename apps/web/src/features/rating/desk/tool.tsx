import type { ReactNode } from 'react';
import classes from './desk-head.module.css';

type ToolProps = {
  label: string;
  hotkey: string | null;
  pressed?: boolean;
  mark?: boolean;
  /** For what there is only where both answers stand side by side. */
  wideOnly?: boolean;
  onClick: () => void;
  children: ReactNode;
};

/** A button in the head of the rating screen, with its key. */
export function Tool({ label, hotkey, pressed, mark, wideOnly, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-pressed={pressed}
      data-mark={mark || undefined}
      data-wide={wideOnly || undefined}
      aria-keyshortcuts={hotkey ?? undefined}
      title={label}
      onClick={onClick}
    >
      {children}
      <span className={classes.toolName}>{label}</span>
      {hotkey ? <kbd>{hotkey}</kbd> : null}
    </button>
  );
}
