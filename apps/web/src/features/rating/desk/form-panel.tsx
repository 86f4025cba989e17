import type { RatingFormSpec, Verdict } from '@prefloop/contract';
import { describeVerdict } from '../options.ts';
import { type Remarks, toggled } from '../remarks.ts';
import { CommentPanel } from './comment-panel.tsx';
import { FlagPanel } from './flag-panel.tsx';
import { SkipPanel } from './skip-panel.tsx';

export type FormPanelKind =
  | { kind: 'skip' | 'flag' }
  /** With the rating that waits for a comment, where one does. */
  | { kind: 'comment'; verdict: Verdict | null };

type Props = {
  panel: FormPanelKind;
  form: RatingFormSpec;
  remarks: Remarks;
  onRemark: (part: Partial<Remarks>) => void;
  onRate: (verdict: Verdict) => void;
  onClose: () => void;
};

/** What a form asks beside the scale: a reason to skip, flags, a comment. */
export function FormPanel({ panel, form, remarks, onRemark, onRate, onClose }: Props) {
  switch (panel.kind) {
    case 'skip':
      return (
        <SkipPanel
          reasons={form.skipReasons}
          onChoose={(reason) => onRate({ verdict: 'skip', reason })}
          onCancel={onClose}
        />
      );
    case 'flag':
      return (
        <FlagPanel
          offered={form.flags}
          flags={remarks.flags}
          onToggle={(flag) => onRemark({ flags: toggled(remarks.flags, flag) })}
          onClose={onClose}
        />
      );
    case 'comment':
      return (
        <CommentPanel
          value={remarks.comment}
          wanted={panel.verdict === null ? null : describeVerdict(panel.verdict, form)}
          onChange={(comment) => onRemark({ comment })}
          onDone={() => (panel.verdict === null ? onClose() : onRate(panel.verdict))}
          onClose={onClose}
        />
      );
  }
}
