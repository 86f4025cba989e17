import { Checkbox, Group, SegmentedControl } from '@mantine/core';
import type { Criterion } from '@prefloop/contract';
import { criterionAnswerWords } from './form-words.ts';
import { NamedListField } from './named-list-field.tsx';

type Props = { criteria: readonly Criterion[]; onChange: (criteria: Criterion[]) => void };

/** The criteria of a form, in the order in which they are asked. */
export function CriteriaField({ criteria, onChange }: Props) {
  return (
    <NamedListField
      items={criteria}
      most={12}
      longest={{ label: 40, hint: 160 }}
      words={{ one: 'Criterion', none: 'Nothing is asked beside the verdict.' }}
      make={(named): Criterion => ({ ...named, answer: 'sides', required: false })}
      further={({ label, answer, required }, change) => (
        <Group gap="md">
          <SegmentedControl
            size="xs"
            aria-label={`How “${label}” is answered`}
            value={answer}
            data={[
              { value: 'sides', label: criterionAnswerWords.sides },
              { value: 'grades', label: criterionAnswerWords.grades },
            ]}
            onChange={(value) => change({ answer: value === 'grades' ? 'grades' : 'sides' })}
          />
          <Checkbox
            label="Required"
            checked={required}
            onChange={(event) => change({ required: event.currentTarget.checked })}
          />
        </Group>
      )}
      onChange={onChange}
    />
  );
}
