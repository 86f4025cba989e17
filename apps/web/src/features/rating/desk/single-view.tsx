import type { ShownTask } from '@prefloop/contract';
import { memo } from 'react';
import { CopyStatus } from '../copy/copy-status.tsx';
import { FormattedText } from '../markdown/formatted-text.tsx';
import { AnswerSection } from './answer-section.tsx';
import { PromptView } from './prompt-view.tsx';
import classes from './single-view.module.css';

type Props = {
  task: Extract<ShownTask, { kind: 'single' }>;
  raw: boolean;
  /** The prompt in one line. */
  folded: boolean;
  onFold: () => void;
};

/** A prompt and one answer to it, to be judged by itself. */
export const SingleView = memo(function SingleView({ task, raw, folded, onFold }: Props) {
  const [{ text }] = task.responses;
  return (
    <>
      <PromptView messages={task.prompt.messages} raw={raw} folded={folded} onFold={onFold} />
      <div className={classes.answer}>
        <AnswerSection name={null} text={text}>
          <FormattedText text={text} raw={raw} />
        </AnswerSection>
      </div>
      <CopyStatus />
    </>
  );
});
