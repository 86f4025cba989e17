import type { ShownTask, Tiers } from '@prefloop/contract';
import { memo } from 'react';
import { CopyStatus } from '../copy/copy-status.tsx';
import { FormattedText } from '../markdown/formatted-text.tsx';
import { placeOf } from '../ranking.ts';
import { AnswerSection } from './answer-section.tsx';
import { PlaceButton } from './place-button.tsx';
import { PromptView } from './prompt-view.tsx';
import classes from './ranking-view.module.css';

type Props = {
  task: Extract<ShownTask, { kind: 'ranking' }>;
  /** The ranking as far as it is. */
  tiers: Tiers;
  /** Puts a response next, or takes it out again; left out where nothing can be changed. */
  onPlace?: ((response: number) => void) | undefined;
  raw: boolean;
  /** The prompt in one line. */
  folded: boolean;
  onFold: () => void;
};

/** A prompt and its answers under their numbers, each with the place that it was given. */
export const RankingView = memo(function RankingView(props: Props) {
  const { task, tiers, onPlace, raw, folded, onFold } = props;
  return (
    <>
      <PromptView messages={task.prompt.messages} raw={raw} folded={folded} onFold={onFold} />
      <div className={classes.answers} data-answers={task.responses.length}>
        {task.responses.map(({ text }, response) => (
          <AnswerSection
            // biome-ignore lint/suspicious/noArrayIndexKey: the responses of one task never move
            key={response}
            name={String(response + 1)}
            text={text}
            sticky
            head={<PlaceButton response={response} place={placeOf(tiers, response)} onPlace={onPlace} />}
          >
            <FormattedText text={text} raw={raw} />
          </AnswerSection>
        ))}
      </div>
      <CopyStatus />
    </>
  );
});
