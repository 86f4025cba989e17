import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type Disagreement, type RatingForm, type Verdict, verdictOnly } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { useProject } from '../../../lib/project.ts';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { FootAction } from '../desk/foot-action.tsx';
import { FootView } from '../desk/foot-view.tsx';
import { FormPanel, type FormPanelKind } from '../desk/form-panel.tsx';
import { PairView } from '../desk/pair-view.tsx';
import { changeReading } from '../desk/reading-settings.ts';
import { actionFor, keysOf } from '../keys.ts';
import { describeVerdict } from '../options.ts';
import { lacking, noRemarks } from '../remarks.ts';
import classes from './decide.module.css';
import { useDecision } from './use-decision.ts';
import { VoteList } from './vote-list.tsx';

type Props = { items: readonly Disagreement[]; form: RatingForm };

/** One pair after the other that people disagree on: both answers, what everybody said, and the same keys as for rating. */
export function DecideDesk({ items, form }: Props) {
  const { t } = useTranslation('rating');
  const { slug } = useProject();
  const narrow = useMediaQuery('(max-width: 1023px)', undefined, { getInitialValueInEffect: false });
  const { on, keys, nameOf } = useRatingKeys();
  const work = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState(0);
  const [decided, setDecided] = useState<ReadonlyMap<string, Verdict>>(new Map());
  const [comment, setComment] = useState('');
  const [panel, setPanel] = useState<FormPanelKind | null>(null);
  const [folded, setFolded] = useState(false);
  const [raw, setRaw] = useState(false);
  const item = items[index];
  const remarks = { ...noRemarks, comment };
  // A decision is neither a skip nor a mark: both are for people who rate.
  const spec = useMemo(() => ({ ...verdictOnly(form.spec), skipReasons: [], flags: [] }), [form.spec]);
  const bindings = useMemo(() => keysOf(spec, t, keys), [spec, t, keys]);

  const go = (to: number) => {
    setIndex(Math.max(0, Math.min(items.length, to)));
    setComment('');
    setPanel(null);
    work.current?.scrollTo({ top: 0 });
  };
  const decision = useDecision(slug, form, ({ taskId, verdict }) => {
    setDecided(new Map(decided).set(taskId, verdict));
    go(index + 1);
  });
  const decide = (verdict: Verdict) => {
    if (item === undefined || decision.isPending) return;
    // A pair has no key for either.
    if (verdict.verdict === 'grade' || verdict.verdict === 'ranking') return;
    const wanted = lacking(spec, verdict, remarks);
    if (wanted !== null) setPanel({ kind: wanted, verdict });
    else decision.mutate({ taskId: item.taskId, verdict, comment });
  };
  useKeys((event) => {
    if (event.key === 'Escape' && panel !== null) {
      setPanel(null);
      return true;
    }
    const action = on ? actionFor(event, bindings) : null;
    switch (action?.type) {
      case 'rate':
        decide(action.verdict);
        return true;
      case 'comment':
        if (item) setPanel({ kind: 'comment', verdict: null });
        return true;
      case 'undo':
        go(index - 1);
        return true;
      case 'keep':
        go(index + 1);
        return true;
      case 'fold-prompt':
        setFolded(!folded);
        return true;
      case 'raw':
        setRaw(!raw);
        return true;
      case 'earlier-turns':
      case 'link-scroll':
      case 'same-parts':
        changeReading(action.type);
        return true;
      default:
        return false;
    }
  });

  return (
    <div className={classes.desk} data-fill>
      <title>Decide · Prefloop</title>
      <header className={classes.head}>
        <h1 className={classes.title}>Decide</h1>
        <span className={classes.place} role="status">
          {item ? `${index + 1} of ${items.length}` : `All ${items.length} seen`}
          {item && decided.has(item.taskId) ? ', decided' : ''}
          {item && !decided.has(item.taskId) && item.status === 'adjudicated' ? ', decided before' : ''}
        </span>
        {item ? (
          <Link
            to="/p/$project/batches/$batchId"
            params={{ project: slug, batchId: item.batch.id }}
            className={classes.place}
          >
            {item.batch.name}
          </Link>
        ) : null}
        <div className={classes.steps}>
          <FootAction
            label="Before"
            hotkey={nameOf('undo')}
            disabled={index === 0}
            onClick={() => go(index - 1)}
          />
          <FootAction
            label="Next"
            hotkey={nameOf('keep')}
            disabled={item === undefined}
            onClick={() => go(index + 1)}
          />
        </div>
      </header>
      <div ref={work} className={classes.work}>
        {item ? (
          <PairView
            task={item}
            view={raw ? 'raw' : 'formatted'}
            folded={folded}
            onFold={() => setFolded(!folded)}
            side={null}
            columns={narrow !== true}
            stacked={narrow === true}
          />
        ) : (
          <div className={classes.vote}>
            <p>
              {decided.size === 0
                ? 'Nothing was decided.'
                : `${decided.size} of ${items.length} decided. Snapshots frozen from now on take the decisions.`}
            </p>
            <Button variant="default" onClick={() => go(0)}>
              From the start
            </Button>
          </div>
        )}
      </div>
      {item ? <VoteList votes={item.votes} asked={form.spec.criteria} /> : null}
      {item && panel ? (
        <FormPanel
          panel={panel}
          form={spec}
          texts={[item.responses[0].text, item.responses[1].text]}
          remarks={remarks}
          onRemark={(part) => setComment(part.comment ?? comment)}
          onRate={decide}
          onClose={() => setPanel(null)}
        />
      ) : null}
      {item ? (
        <section className={classes.foot} aria-label="Your decision">
          {decision.isError ? <ErrorState error={decision.error} /> : null}
          {decided.has(item.taskId) ? (
            <p className={classes.place}>
              You decided: {describeVerdict(decided.get(item.taskId) ?? { verdict: 'tie' }, spec, t)}. Another
              choice replaces it.
            </p>
          ) : null}
          <FootView
            form={spec}
            answer={decided.get(item.taskId) ?? null}
            remarks={remarks}
            actions={{
              rate: decide,
              skip: () => undefined,
              flag: () => undefined,
              criteria: () => undefined,
              critique: () => undefined,
              edit: () => undefined,
              comment: () => setPanel({ kind: 'comment', verdict: null }),
            }}
          />
        </section>
      ) : null}
    </div>
  );
}
