import type { RatingFormSpec, Verdict } from '@prefloop/contract';
import { useTranslation } from 'react-i18next';
import { describeVerdict } from '../options.ts';
import { type Remarks, toggled } from '../remarks.ts';
import { CommentPanel } from './comment-panel.tsx';
import { CriteriaPanel } from './criteria-panel.tsx';
import { CritiquePanel } from './critique-panel.tsx';
import { EditPanel } from './edit-panel.tsx';
import { FlagPanel } from './flag-panel.tsx';
import { SkipPanel } from './skip-panel.tsx';

export type FormPanelKind =
  | { kind: 'skip' | 'flag' | 'edit' | 'critique' }
  /** With the rating that waits for it, where one does. */
  | { kind: 'comment' | 'criteria'; verdict: Verdict | null };

type Props = {
  panel: FormPanelKind;
  form: RatingFormSpec;
  /** The two answers, A first. */
  texts: readonly [string, string];
  remarks: Remarks;
  onRemark: (part: Partial<Remarks>) => void;
  onRate: (verdict: Verdict) => void;
  onClose: () => void;
};

/** What a form asks beside the scale: a reason to skip, flags, criteria, a comment, a better answer, critique of parts. */
export function FormPanel({ panel, form, texts, remarks, onRemark, onRate, onClose }: Props) {
  const { t } = useTranslation('rating');
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
    case 'criteria':
      return (
        <CriteriaPanel
          criteria={form.criteria}
          answers={remarks.criteria}
          wanted={panel.verdict === null ? null : describeVerdict(panel.verdict, form, t)}
          onChange={(criteria) => onRemark({ criteria })}
          onDone={() => (panel.verdict === null ? onClose() : onRate(panel.verdict))}
          onClose={onClose}
        />
      );
    case 'edit':
      return (
        <EditPanel
          texts={texts}
          edited={remarks.edited}
          onChange={(edited) => onRemark({ edited })}
          onClose={onClose}
        />
      );
    case 'critique':
      return (
        <CritiquePanel
          texts={texts}
          critiques={remarks.critiques}
          onChange={(critiques) => onRemark({ critiques })}
          onClose={onClose}
        />
      );
    case 'comment':
      return (
        <CommentPanel
          value={remarks.comment}
          wanted={panel.verdict === null ? null : describeVerdict(panel.verdict, form, t)}
          onChange={(comment) => onRemark({ comment })}
          onDone={() => (panel.verdict === null ? onClose() : onRate(panel.verdict))}
          onClose={onClose}
        />
      );
  }
}
