import { NumberInput, Select } from '@mantine/core';
import { type BatchStrategy, batchStrategy } from '@prefloop/contract';
import { strategyHint, strategyWords } from './batch-words.ts';

export type Order = { strategy: BatchStrategy; priority: number };

type Props = {
  order: Order;
  onChange: (order: Order) => void;
  /** Golds are pairs: there are none among anything else. */
  pairs: boolean;
};

/** Which task of a batch comes first, and which batch. */
export function OrderFields({ order, onChange, pairs }: Props) {
  return (
    <>
      <Select
        label="Served in this order"
        description={strategyHint[order.strategy]}
        data={batchStrategy.options
          .filter((strategy) => pairs || strategy !== 'golds-first')
          .map((value) => ({ value, label: strategyWords[value] }))}
        value={order.strategy}
        onChange={(value) => onChange({ ...order, strategy: batchStrategy.parse(value) })}
        allowDeselect={false}
      />
      <NumberInput
        label="Priority"
        description="Batches with a higher one are served first."
        value={order.priority}
        onChange={(value) => typeof value === 'number' && onChange({ ...order, priority: value })}
        min={-100}
        max={100}
        allowDecimal={false}
      />
    </>
  );
}
