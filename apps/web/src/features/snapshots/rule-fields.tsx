import {
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
} from '@mantine/core';
import type { PreferenceRules, SnapshotRules, UnpairedRules } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useProject } from '../../lib/project.ts';
import { criteriaQuery, facetsQuery } from './snapshots-query.ts';

type Props = { rules: SnapshotRules; onChange: (rules: SnapshotRules) => void };

/** Which prompts feed the snapshot, how it is split, and, for preferences, what a rated pair must show to get in. */
export function RuleFields({ rules, onChange }: Props) {
  const set = (change: Partial<SnapshotRules>) => onChange({ ...rules, ...change } as SnapshotRules);
  return (
    <Stack gap="md">
      <PromptFields rules={rules} onChange={onChange} />
      {rules.kind === 'preference' ? (
        <VoteFields rules={rules} onChange={onChange} />
      ) : rules.kind === 'unpaired' ? (
        <UnpairedFields rules={rules} onChange={onChange} />
      ) : (
        <Choice
          label="Demonstrations"
          value={rules.demonstrations}
          options={{ reference: 'Reference responses', edited: 'Written by people', both: 'Both' }}
          onChange={(demonstrations) => onChange({ ...rules, demonstrations })}
        />
      )}
      <NumberInput
        label="Longest row, in characters"
        description="Longer rows are left out, never cut. Empty: no limit."
        value={rules.maxCharacters ?? ''}
        onChange={(value) => set({ maxCharacters: typeof value === 'number' ? value : null })}
        min={1}
        allowDecimal={false}
      />
      <NumberInput
        label="Kept for evaluation, in percent of the prompts"
        description="A prompt with all its rows stands in one split."
        value={Math.round(rules.evalShare * 100)}
        onChange={(value) => typeof value === 'number' && set({ evalShare: value / 100 })}
        min={0}
        max={50}
        allowDecimal={false}
      />
      <NumberInput
        label="Seed of the split"
        value={rules.seed}
        onChange={(value) => typeof value === 'number' && set({ seed: value })}
        min={0}
        allowDecimal={false}
      />
    </Stack>
  );
}

function PromptFields({ rules, onChange }: Props) {
  const project = useProject();
  const facets = useQuery(facetsQuery(project.slug));
  const set = (change: Partial<SnapshotRules['prompts']>) =>
    onChange({ ...rules, prompts: { ...rules.prompts, ...change } });
  const choice = (label: string, field: 'taskTypes' | 'languages' | 'tags' | 'sources') => {
    const values = facets.data?.[field] ?? [];
    return values.length > 0 ? (
      <MultiSelect
        label={label}
        placeholder={rules.prompts[field].length === 0 ? 'all' : ''}
        data={values.map(({ value }) => value)}
        value={rules.prompts[field]}
        onChange={(chosen) => set({ [field]: chosen })}
        searchable
        clearable
      />
    ) : null;
  };
  return (
    <>
      {choice('Task types', 'taskTypes')}
      {choice('Languages', 'languages')}
      {choice('Tags', 'tags')}
      {choice('Sources', 'sources')}
      <Select
        label="Prompts marked as held out"
        data={[
          { value: 'eval-only', label: 'Evaluation only' },
          { value: 'exclude', label: 'Leave out' },
        ]}
        value={rules.prompts.heldOut}
        onChange={(value) => set({ heldOut: value === 'exclude' ? 'exclude' : 'eval-only' })}
        allowDeselect={false}
      />
    </>
  );
}

type VoteProps = { rules: PreferenceRules; onChange: (rules: PreferenceRules) => void };

function VoteFields({ rules, onChange }: VoteProps) {
  const { slug } = useProject();
  const { data: criteria = [] } = useQuery(criteriaQuery(slug));
  const set = (change: Partial<PreferenceRules>) => onChange({ ...rules, ...change });
  return (
    <>
      {rules.arm === null ? null : (
        <Choice
          label="Which arm of the batch trains"
          value={rules.arm}
          options={{ active: 'Chosen by models', random: 'Drawn at random' }}
          onChange={(arm) => set({ arm })}
        />
      )}
      {criteria.length > 0 ? (
        <Select
          label="What decides a pair"
          description={
            rules.criterion === null ? undefined : 'Ratings without an answer to it count as no vote.'
          }
          data={[
            { value: '', label: 'The verdict' },
            ...criteria.map(({ code, label }) => ({ value: code, label: `Criterion: ${label}` })),
          ]}
          value={rules.criterion ?? ''}
          onChange={(value) => set({ criterion: value || null })}
          allowDeselect={false}
        />
      ) : null}
      <DecidingFields
        of="pair"
        note="A ranking counts as a rating of every two responses that it places."
        votes={rules}
        onChange={set}
      />
      <Choice
        label="Ties"
        value={rules.ties}
        options={{ drop: 'Leave out', 'both-ways': 'Both ways, half weight' }}
        onChange={(ties) => set({ ties })}
      />
      <Choice
        label="Both bad"
        value={rules.bothBad}
        options={{ drop: 'Leave out', 'as-tie': 'As a tie' }}
        onChange={(bothBad) => set({ bothBad })}
      />
      <Checkbox
        label="Strength becomes the margin"
        description="The reward model must part the two by more where people saw a larger difference."
        checked={rules.margin === 'strength'}
        onChange={(event) => set({ margin: event.currentTarget.checked ? 'strength' : 'none' })}
      />
      <Select
        label="How much a pair counts"
        description={weights[rules.weight].meaning}
        data={Object.entries(weights).map(([value, { label }]) => ({ value, label }))}
        value={rules.weight}
        onChange={(value) => set({ weight: weightOf(value) })}
        allowDeselect={false}
      />
      <Checkbox
        label="Better answers that people wrote"
        description="Each gives a pair with either answer that it stands above, whatever the votes say of those."
        checked={rules.edited === 'pairs'}
        onChange={(event) => set({ edited: event.currentTarget.checked ? 'pairs' : 'none' })}
      />
      <LateField included={rules.includeSurplus} onChange={set} />
    </>
  );
}

type Votes = Pick<PreferenceRules, 'minVotes' | 'majority'>;
type DecidingProps = {
  of: string;
  note?: string;
  votes: Votes;
  onChange: (change: Partial<Votes>) => void;
};

/** How many ratings decide, and how clearly. */
function DecidingFields({ of, note, votes: { minVotes, majority }, onChange }: DecidingProps) {
  return (
    <>
      <NumberInput
        label={`Ratings a ${of} must have`}
        description={note}
        value={minVotes}
        onChange={(value) => typeof value === 'number' && onChange({ minVotes: value })}
        min={1}
        max={50}
        allowDecimal={false}
      />
      <Select
        label="The winner needs"
        data={[
          { value: 'plurality', label: 'More votes than any other verdict' },
          { value: 'absolute', label: 'More than half of the votes' },
          { value: 'unanimous', label: 'All votes' },
        ]}
        value={majority}
        onChange={(value) => onChange({ majority: majorityOf(value) })}
        allowDeselect={false}
      />
    </>
  );
}

type LateProps = { included: boolean; onChange: (change: { includeSurplus: boolean }) => void };

function LateField({ included, onChange }: LateProps) {
  return (
    <Checkbox
      label="Late ratings too"
      description="Those that came after a task had all it wanted."
      checked={included}
      onChange={(event) => onChange({ includeSurplus: event.currentTarget.checked })}
    />
  );
}

type UnpairedProps = { rules: UnpairedRules; onChange: (rules: UnpairedRules) => void };

/** What makes an answer a good or a bad one. */
function UnpairedFields({ rules, onChange }: UnpairedProps) {
  const set = (change: Partial<UnpairedRules>) => onChange({ ...rules, ...change });
  return (
    <>
      <DecidingFields of="response" votes={rules} onChange={set} />
      <Group grow align="flex-start">
        <NumberInput
          label="Good from grade"
          value={rules.goodFrom}
          onChange={(value) => typeof value === 'number' && set({ goodFrom: value })}
          min={rules.badUpTo + 1}
          max={5}
          allowDecimal={false}
        />
        <NumberInput
          label="Bad up to grade"
          value={rules.badUpTo}
          onChange={(value) => typeof value === 'number' && set({ badUpTo: value })}
          min={1}
          max={rules.goodFrom - 1}
          allowDecimal={false}
        />
      </Group>
      <Text size="sm" c="dimmed" mt={-8}>
        Of the grades 1 to 5; what lies between is left out. Thumbs are good or bad as they are.
      </Text>
      <Choice
        label="Ratings of pairs"
        value={rules.pairs}
        options={{ none: 'None', both: 'Both good or bad', all: 'All' }}
        onChange={(pairs) => set({ pairs })}
      />
      <LateField included={rules.includeSurplus} onChange={set} />
    </>
  );
}

const weights: Record<PreferenceRules['weight'], { label: string; meaning: string }> = {
  none: { label: 'All the same', meaning: 'However far people agreed.' },
  agreement: { label: 'By agreement', meaning: 'A pair that people disagreed about counts less.' },
  reliability: {
    label: 'By agreement and reliability',
    meaning: 'Less, too, where those who decided it are less reliable, by the statistics of its batch.',
  },
};

function weightOf(value: string | null): PreferenceRules['weight'] {
  return value === 'agreement' || value === 'reliability' ? value : 'none';
}

function majorityOf(value: string | null): PreferenceRules['majority'] {
  return value === 'absolute' || value === 'unanimous' ? value : 'plurality';
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: Record<Value, string>;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(options) as Value[];
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={label}
        value={value}
        onChange={onChange}
        data={values.map((one) => ({ value: one, label: options[one] }))}
      />
    </div>
  );
}
