import { MultiSelect, NumberInput, SegmentedControl, Switch, Text } from '@mantine/core';
import type { ActiveSelection } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useProject } from '../../lib/project.ts';
import { type Composition, rewardVersionsQuery } from './batches-query.ts';

type Props = { composition: Composition; onChange: (composition: Composition) => void };

/** How many pairs a choice starts with, where no number stands there yet. */
const startingLimit = 100;

/** Whether reward models choose pairs, and how; a share is always drawn at random. */
export function ActiveFields({ composition, onChange }: Props) {
  const { slug } = useProject();
  const { data: models = [], isSuccess } = useQuery(rewardVersionsQuery(slug));
  const { active, ...byChance } = composition;
  const set = (change: Partial<ActiveSelection>) =>
    active && onChange({ ...composition, active: { ...active, ...change } });
  return (
    <>
      <Switch
        label="Let reward models choose pairs"
        description="Those that they find hardest to tell, beside some that chance draws. They must have scored the responses."
        checked={active !== undefined}
        disabled={!isSuccess}
        onChange={(event) => {
          if (!event.currentTarget.checked) return onChange(byChance);
          const versionIds = models.map(({ value }) => value).slice(0, 8);
          const by = versionIds.length > 1 ? 'disagreement' : 'margin';
          onChange({
            ...composition,
            limit: composition.limit ?? startingLimit,
            active: { by, versionIds, randomShare: 0.5 },
          });
        }}
      />
      {active && models.length === 0 ? (
        <Text size="sm">
          There is no reward model yet.{' '}
          <Link to="/p/$project/runs/new" params={{ project: slug }} search={{ method: 'reward' }}>
            Train one
          </Link>{' '}
          on the ratings that there are.
        </Text>
      ) : null}
      {active && models.length > 0 ? (
        <>
          <MultiSelect
            label="Reward models"
            data={models}
            value={active.versionIds}
            onChange={(versionIds) => set({ versionIds })}
            maxValues={8}
            searchable
          />
          <div>
            <Text size="sm" fw={600} mb={4}>
              Ask where they
            </Text>
            <SegmentedControl
              fullWidth
              aria-label="Ask where they"
              value={active.by}
              onChange={(by) => set({ by: by === 'margin' ? 'margin' : 'disagreement' })}
              data={[
                { value: 'disagreement', label: 'Disagree most' },
                { value: 'margin', label: 'See least difference' },
              ]}
            />
          </div>
          <NumberInput
            label="Drawn at random, in percent"
            description="What the choice is held against. Never none: nobody could tell whether it helps."
            value={Math.round(active.randomShare * 100)}
            onChange={(value) => typeof value === 'number' && set({ randomShare: value / 100 })}
            min={10}
            max={90}
            allowDecimal={false}
          />
        </>
      ) : null}
    </>
  );
}
