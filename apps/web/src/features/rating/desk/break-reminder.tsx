import { useTranslation } from 'react-i18next';
import { stored } from '../../../lib/device.ts';
import { useStore } from '../../../lib/store.ts';
import { extended, isBreakDue, readStretch, writeStretch } from '../work-stretch.ts';
import classes from './desk-foot.module.css';
import { FootAction } from './foot-action.tsx';

const kept = stored('prefloop.work-stretch', '');

/** Counts the active time of a pair that was rated. */
export function countWork(activeMs: number): void {
  kept.set(writeStretch(extended(readStretch(kept.get()), activeMs, Date.now())));
}

/** After fifty minutes of work without a pause: a word about it, which holds nothing up. */
export function BreakReminder() {
  const { t } = useTranslation('rating');
  const stretch = readStretch(useStore(kept));
  const due = isBreakDue(stretch, Date.now());
  return (
    <div className={due ? classes.earlier : undefined} role="status">
      {due ? (
        <>
          <p>{t('break.due', { minutes: Math.floor((stretch?.activeMs ?? 0) / 60_000) })}</p>
          <FootAction label={t('break.later')} hotkey={null} onClick={() => kept.set('')} />
        </>
      ) : null}
    </div>
  );
}
