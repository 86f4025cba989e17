import { Text } from '@mantine/core';
import type { RatingFormSpec, Verdict } from '@prefloop/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FootView } from '../desk/foot-view.tsx';
import { FormPanel, type FormPanelKind } from '../desk/form-panel.tsx';
import { describeVerdict } from '../options.ts';
import { lacking, noRemarks, type Remarks } from '../remarks.ts';
import classes from './form.module.css';

const sample = ['The text of answer A.', 'The text of answer B.'] as const;

/** The foot of the rating screen as annotators get it, to be tried out: nothing that is chosen here is stored. */
export function FormPreview({ spec }: { spec: RatingFormSpec }) {
  const { t } = useTranslation('rating');
  const [panel, setPanel] = useState<FormPanelKind | null>(null);
  const [remarks, setRemarks] = useState<Remarks>(noRemarks);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const rate = (next: Verdict) => {
    const wanted = lacking(spec, next, remarks);
    if (wanted !== null) {
      setPanel({ kind: wanted, verdict: next });
      return;
    }
    setVerdict(next);
    setPanel(null);
  };
  return (
    <section className={classes.preview} aria-label="Preview">
      <Text size="sm" c="dimmed" className={classes.previewNote} role="status">
        {verdict === null
          ? 'Preview: try it out, nothing is stored.'
          : `Preview: this would be rated “${describeVerdict(verdict, spec, t)}”.`}
      </Text>
      {panel === null ? null : (
        <FormPanel
          panel={panel}
          form={spec}
          texts={sample}
          remarks={remarks}
          onRemark={(part) => setRemarks({ ...remarks, ...part })}
          onRate={rate}
          onClose={() => setPanel(null)}
        />
      )}
      <div className={classes.previewFoot}>
        <FootView
          form={spec}
          answer={verdict}
          remarks={remarks}
          actions={{
            rate,
            skip: () => setPanel({ kind: 'skip' }),
            flag: () => setPanel({ kind: 'flag' }),
            criteria: () => setPanel({ kind: 'criteria', verdict: null }),
            edit: () => setPanel({ kind: 'edit' }),
            critique: () => setPanel({ kind: 'critique' }),
            comment: () => setPanel({ kind: 'comment', verdict: null }),
          }}
        />
      </div>
    </section>
  );
}
