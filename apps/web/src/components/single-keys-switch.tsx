import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useRatingKeys } from '../lib/rating-keys.ts';
import { ErrorState } from './error-state.tsx';

type Props = { label: string; description: string };

/** Whether single keys act, for the signed-in person. */
export function SingleKeysSwitch({ label, description }: Props) {
  const { on, own, save, error } = useRatingKeys();
  // The cache takes a choice a moment later: the switch would jump back for that moment, and be read as it was.
  const [chosen, setChosen] = useState<boolean | null>(null);
  return (
    <>
      <Switch
        label={label}
        description={description}
        checked={chosen ?? on}
        onChange={(event) => {
          const next = event.currentTarget.checked;
          setChosen(next);
          save({ on: next, own }, { onSettled: () => setChosen(null) });
        }}
      />
      {error ? <ErrorState error={error} /> : null}
    </>
  );
}
