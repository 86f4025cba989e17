import { Group, SegmentedControl, Text } from '@mantine/core';
import { formFor, type RatingFormSpec, type TaskKind, taskKind, type Verdict } from '@prefloop/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FootView } from '../desk/foot-view.tsx';
import { FormPanel, type FormPanelKind } from '../desk/form-panel.tsx';
import { PlaceButton } from '../desk/place-button.tsx';
import { describeVerdict } from '../options.ts';
import { placeOf, togglePlace } from '../ranking.ts';
import { lacking, noRemarks, type Remarks } from '../remarks.ts';
import classes from './form.module.css';

/** Responses of the ranking that is tried out. */
const ranked = [0, 1, 2, 3];

const sample = ['The text of answer A.', 'The text of answer B.'] as const;

/** The foot of the rating screen as annotators get it, to be tried out: nothing that is chosen here is stored. */
export function FormPreview({ spec: whole }: { spec: RatingFormSpec }) {
  const [kind, setKind] = useState<TaskKind>('pair');
  const spec = formFor(kind, whole);
  const { t } = useTranslation('rating');
  const [panel, setPanel] = useState<FormPanelKind | null>(null);
  const [remarks, setRemarks] = useState<Remarks>(noRemarks);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [joining, setJoining] = useState(false);
  const choose = (next: string) => {
    setKind(taskKind.parse(next));
    setPanel(null);
    setRemarks(noRemarks);
    setVerdict(null);
  };
  const place = (response: number) => {
    setJoining(false);
    setRemarks({ ...remarks, tiers: togglePlace(remarks.tiers, response, joining) });
  };
  const ranking = {
    responses: ranked.length,
    tiers: remarks.tiers,
    joining,
    onJoin: () => setJoining(!joining),
  };
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
      <Group className={classes.previewNote} justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {verdict === null
            ? 'Preview: try it out, nothing is stored.'
            : `Preview: this would be rated “${describeVerdict(verdict, spec, t)}”.`}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Preview for"
          value={kind}
          onChange={choose}
          data={[
            { value: 'pair', label: 'A pair' },
            { value: 'single', label: 'One response' },
            { value: 'ranking', label: 'A ranking' },
          ]}
        />
      </Group>
      {kind === 'ranking' ? (
        <Group className={classes.previewNote} gap="xs">
          {ranked.map((response) => (
            <Group key={response} gap={6}>
              <Text fw={600}>{response + 1}</Text>
              <PlaceButton response={response} place={placeOf(remarks.tiers, response)} onPlace={place} />
            </Group>
          ))}
        </Group>
      ) : null}
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
          kind={kind}
          {...(kind === 'ranking' ? { ranking } : {})}
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
