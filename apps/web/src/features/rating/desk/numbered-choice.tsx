import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../lib/use-keys.ts';
import classes from './panel.module.css';

type Props<Choice> = {
  title: string;
  note: string;
  /** In the order of their keys, 1 and up. */
  choices: readonly { choice: Choice; label: string }[];
  onChoose: (choice: Choice) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** What a panel begins with: one of a few ways, by click or digit. */
export function NumberedChoice<Choice>(props: Props<Choice>) {
  const { title, note, choices, onChoose, onClose, children } = props;
  const { t } = useTranslation('rating');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  useKeys((event) => {
    if (event.key === 'Escape') {
      onClose();
      return true;
    }
    const chosen = choices[Number(event.key) - 1];
    if (chosen === undefined || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
    onChoose(chosen.choice);
    return true;
  });
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <button type="button" className={classes.plain} onClick={onClose}>
          {t('toThePair')} <kbd>Esc</kbd>
        </button>
      </div>
      <p className={classes.question}>{note}</p>
      <div className={classes.reasons}>
        {choices.map(({ choice, label }, place) => (
          <button
            key={label}
            ref={place === 0 ? first : undefined}
            type="button"
            className={classes.reason}
            onClick={() => onChoose(choice)}
          >
            <kbd>{place + 1}</kbd>
            <span>{label}</span>
          </button>
        ))}
      </div>
      {children}
    </>
  );
}
