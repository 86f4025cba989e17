import { Button, Collapse, NumberInput, Select, Stack, Text } from '@mantine/core';
import { guardFields, guardStandard } from '@prefloop/contract';
import { useState } from 'react';
import classes from './runs.module.css';
import type { Choice } from './training-form.tsx';
import type { GuardValues } from './training-values.ts';

type Props = {
  guard: GuardValues;
  set: (guard: GuardValues) => void;
  /** Reward models that may watch: all but the one that is learnt from. */
  golds: Choice[];
  faultOf: (path: string) => string | undefined;
};

const actionWords = { stop: 'Stop', alert: 'Alert' };

/** The guard against over-optimisation, folded away as long as there is none. */
export function GuardFields({ guard, set, golds, faultOf }: Props) {
  const [open, setOpen] = useState(guard.goldVersionId !== '');
  const on = guard.goldVersionId !== '';
  const change = (part: Partial<GuardValues>) => set({ ...guard, ...part });
  const number = (name: keyof typeof guardStandard & Exclude<keyof GuardValues, 'action'>) => {
    const standard = guardStandard[name];
    const { label, effect } = guardFields[name];
    return (
      <NumberInput
        label={label}
        description={`${effect} ${standard === null ? 'Empty: no limit.' : `Default: ${standard}.`}`}
        value={guard[name]}
        onChange={(value) => change({ [name]: typeof value === 'number' ? value : '' })}
        error={faultOf(`config.guard.${name}`)}
        disabled={!on}
        {...(name === 'drop' || name === 'repetitionAbove' ? { step: 0.05 } : {})}
      />
    );
  };
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-md"
        px={0}
        aria-expanded={open}
        aria-controls="guard"
        onClick={() => setOpen(!open)}
      >
        Guard against over-optimisation{on ? ': on' : ''}
      </Button>
      <Collapse expanded={open} id="guard">
        <Stack pt="sm">
          <Text size="sm" c="dimmed">
            A reward pressed too far goes on rising while answers get worse. A second reward model that is
            never learnt from shows when.
          </Text>
          <div className={classes.pair}>
            <Select
              label={guardFields.goldVersionId.label}
              description={
                golds.length === 0
                  ? 'There is no second reward model yet: train one, best on other ratings.'
                  : `${guardFields.goldVersionId.effect} Empty: no guard.`
              }
              data={golds}
              value={guard.goldVersionId || null}
              onChange={(value) => change({ goldVersionId: value ?? '' })}
              error={faultOf('config.guard.goldVersionId')}
              disabled={golds.length === 0 && !on}
              searchable
              clearable
            />
            <Select
              label={guardFields.action.label}
              description={guardFields.action.effect}
              data={(['stop', 'alert'] as const).map((value) => ({ value, label: actionWords[value] }))}
              value={guard.action}
              onChange={(action) => change({ action: action ?? guardStandard.action })}
              disabled={!on}
              allowDeselect={false}
            />
            {number('drop')}
            {number('patience')}
            {number('klAbove')}
            {number('lengthGrowthAbove')}
            {number('repetitionAbove')}
          </div>
        </Stack>
      </Collapse>
    </div>
  );
}
