import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { ComparedText } from '../compare/compared-text.tsx';
import { ComparisonNote } from '../compare/comparison-note.tsx';
import { useComparison } from '../compare/use-comparison.ts';
import { FormattedText } from '../markdown/formatted-text.tsx';
import type { PairItem } from '../queue/pair-item.ts';
import type { View } from './desk.tsx';
import classes from './pair-view.module.css';

export type Side = 'A' | 'B';

type Props = {
  task: PairItem['task'];
  view: View;
  /** The prompt in one line. */
  folded: boolean;
  onFold: () => void;
  /** The answer on screen where there is room for one only; null where both are shown. */
  side: Side | null;
  /** One answer below the other, both shown. */
  stacked?: boolean;
};

/** A prompt and its two answers, A left and B right. */
export const PairView = memo(function PairView({ task, view, folded, onFold, side, stacked }: Props) {
  const { t } = useTranslation('rating');
  const [a, b] = task.responses;
  const same = a.text === b.text;
  const comparison = useComparison(a.text, b.text, view === 'compared' && !same);
  const found = typeof comparison === 'object' ? comparison : null;
  const raw = view === 'raw';
  return (
    <>
      <PromptView messages={task.prompt.messages} raw={raw} folded={folded} onFold={onFold} />
      {same ? (
        <p className={classes.same} role="note">
          {t('pair.same')}
        </p>
      ) : null}
      {comparison === null ? null : (
        <p className={classes.same} role="note">
          <ComparisonNote comparison={comparison} />
        </p>
      )}
      <div className={classes.answers} data-one-side={side ?? undefined} data-stacked={stacked || undefined}>
        <Answer name="A" hidden={side === 'B'}>
          {found ? <ComparedText pieces={found.a} side="A" /> : <FormattedText text={a.text} raw={raw} />}
        </Answer>
        <Answer name="B" hidden={side === 'A'}>
          {found ? <ComparedText pieces={found.b} side="B" /> : <FormattedText text={b.text} raw={raw} />}
        </Answer>
      </div>
    </>
  );
});

function Answer({ name, hidden, children }: { name: Side; hidden: boolean; children: ReactNode }) {
  const { t } = useTranslation('rating');
  return (
    <section
      className={classes.answer}
      aria-label={t('pair.response', { side: name })}
      hidden={hidden}
      data-side={name}
    >
      <h2 className={classes.name} aria-hidden>
        {name}
      </h2>
      <div data-text>{children}</div>
    </section>
  );
}

type PromptProps = Pick<Props, 'folded' | 'onFold'> & {
  /** Text as it is instead of formatted. */
  raw: boolean;
  messages: PairItem['task']['prompt']['messages'];
};

/** The prompt. Of a conversation the last turn is open; the turns before it unfold. */
function PromptView({ messages, raw, folded, onFold }: PromptProps) {
  const { t } = useTranslation('rating');
  const foldKey = useRatingKeys().nameOf('fold-prompt');
  const [earlierShown, setEarlierShown] = useState(false);
  const last = messages.at(-1);
  const earlier = messages.slice(0, -1);
  return (
    <section
      className={classes.prompt}
      aria-label={t('pair.prompt')}
      tabIndex={-1}
      data-prompt
      data-folded={folded || undefined}
    >
      <div className={classes.promptHead}>
        <h2 className={classes.promptName}>{t('pair.prompt')}</h2>
        {earlier.length > 0 && !folded ? (
          <button type="button" aria-expanded={earlierShown} onClick={() => setEarlierShown(!earlierShown)}>
            {earlierShown
              ? t('pair.hideEarlier', { count: earlier.length })
              : t('pair.showEarlier', { count: earlier.length })}
          </button>
        ) : null}
        <button type="button" aria-expanded={!folded} onClick={onFold}>
          {folded ? t('pair.unfold') : t('pair.fold')} {foldKey === null ? null : <kbd>{foldKey}</kbd>}
        </button>
      </div>
      {folded ? (
        <p className={classes.line} dir="auto">
          {last?.content.slice(0, 300)}
        </p>
      ) : (
        <div className={classes.turns}>
          {earlierShown
            ? earlier.map((message, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the turns of one prompt never move
                <div key={place} className={classes.turn}>
                  <h3 className={classes.role}>{t(`pair.roles.${message.role}`)}</h3>
                  <FormattedText text={message.content} raw={raw} />
                </div>
              ))
            : null}
          {last ? (
            <div className={classes.turn} data-turn>
              {earlierShown ? <h3 className={classes.role}>{t(`pair.roles.${last.role}`)}</h3> : null}
              <FormattedText text={last.content} raw={raw} />
            </div>
          ) : null}
        </div>
      )}
    </section>
  );
}
