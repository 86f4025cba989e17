import { Progress, Text } from '@mantine/core';
import type { Batch } from '@prefloop/contract';
import { formatCount } from '../../lib/format.ts';

/** How many of the ratings that a batch wants are in, as it stands in a table. */
export function RatingsProgress({ batch }: { batch: Pick<Batch, 'name' | 'ratings' | 'ratingsWanted'> }) {
  return (
    <div>
      <Text size="sm">
        {formatCount(batch.ratings)} of {formatCount(batch.ratingsWanted)}
      </Text>
      <Progress
        size="xs"
        value={batch.ratingsWanted === 0 ? 0 : (100 * batch.ratings) / batch.ratingsWanted}
        aria-label={`Ratings of ${batch.name}`}
      />
    </div>
  );
}
