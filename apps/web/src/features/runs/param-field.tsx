import { NumberInput, Select, Switch } from '@mantine/core';
import type { TrainingField } from '@prefloop/contract';
import type { ParamValue } from './training-values.ts';

type Props = {
  name: string;
  field: TrainingField;
  value: ParamValue;
  /** The preset's. */
  standard: ParamValue;
  error: string | undefined;
  onChange: (value: ParamValue) => void;
};

const adapter = { rank: 16, alpha: 32, dropout: 0 };

function tell(value: ParamValue): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean' || typeof value === 'object') return value ? 'on' : 'off';
  return String(value);
}

/** One parameter: its name, what it does, and what the preset would take. */
export function ParamField({ name, field, value, standard, error, onChange }: Props) {
  const description = `${field.effect} Default: ${name === 'lora' && standard === null ? 'off' : tell(standard)}.`;
  const common = { label: field.label, description, error };
  if (name === 'lora') {
    return (
      <Switch
        {...common}
        checked={value !== null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? adapter : null)}
      />
    );
  }
  if (typeof standard === 'boolean') {
    return (
      <Switch
        {...common}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  }
  if (field.choices) {
    return (
      <Select
        {...common}
        data={field.choices}
        value={String(value)}
        onChange={(chosen) => {
          if (chosen !== null) onChange(chosen);
        }}
        allowDeselect={false}
      />
    );
  }
  return (
    <NumberInput
      {...common}
      value={typeof value === 'number' ? value : ''}
      // Emptied it is what the preset says, which for some is no limit at all.
      onChange={(number) => onChange(number === '' ? standardOrNone(standard) : number)}
      {...(typeof standard === 'number' && standard > 0 && standard < 1 ? { step: standard / 2 } : {})}
    />
  );
}

function standardOrNone(standard: ParamValue): ParamValue {
  return standard === null ? null : '';
}
