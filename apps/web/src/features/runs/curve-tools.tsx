import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { SingleKeysSwitch } from '../../components/single-keys-switch.tsx';
import { useRatingKeys } from '../../lib/rating-keys.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { focusChart } from './chart-place.ts';
import classes from './runs.module.css';
import type { Smoothing } from './smoothing.ts';
import type { CurveView } from './use-curve-view.ts';

type Props = {
  view: CurveView;
  set: (change: Partial<CurveView>) => void;
  /** Names of the charts, in their order on the page. */
  names: readonly string[];
  /** The run's first and last step so far. */
  ends: { from: number; to: number };
};

const keyWords = [
  ['J', 'the next chart'],
  ['K', 'the chart before'],
  ['F', 'the chart on the whole screen'],
  ['S', 'smoothing: off, light, strong'],
  ['R', 'all steps again'],
  ['?', 'this list'],
] as const;
const smoothings = [null, 'light', 'strong'] as const satisfies (Smoothing | null)[];

/** How all curves are shown, and the keys for it. */
export function CurveTools({ view, set, names, ends }: Props) {
  const { on } = useRatingKeys();
  const [help, setHelp] = useState(false);
  const next = smoothings[(smoothings.indexOf(view.smoothing) + 1) % smoothings.length] ?? null;
  const reset = () => set({ range: null });
  useKeys((event) => {
    if (!on || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
    const focused = document.activeElement?.closest('[data-chart]')?.getAttribute('data-chart') ?? null;
    const move = (by: number) => {
      const at = focused === null ? (by > 0 ? -1 : names.length) : names.indexOf(focused);
      const name = names[Math.min(names.length - 1, Math.max(0, at + by))];
      if (name !== undefined) focusChart(name);
    };
    const act: Record<string, () => void> = {
      j: () => move(1),
      k: () => move(-1),
      f: () => set({ full: focused ?? names[0] ?? null }),
      s: () => set({ smoothing: next }),
      r: reset,
      '?': () => setHelp(true),
    };
    const wanted = act[event.key.toLowerCase()];
    wanted?.();
    return wanted !== undefined;
  });
  return (
    <Group gap="md" align="flex-end" mb="md">
      <Choice
        label="Smoothing"
        value={view.smoothing ?? 'off'}
        data={[
          { value: 'off', label: 'Off' },
          { value: 'light', label: 'Light' },
          { value: 'strong', label: 'Strong' },
        ]}
        onChange={(value) => set({ smoothing: value === 'off' ? null : value })}
      />
      <Choice
        label="Over"
        value={view.x}
        data={[
          { value: 'step', label: 'Steps' },
          { value: 'time', label: 'Time' },
        ]}
        onChange={(x) => set({ x })}
      />
      <Choice
        label="Scale"
        value={view.y}
        data={[
          { value: 'linear', label: 'Linear' },
          { value: 'log', label: 'Log' },
        ]}
        onChange={(y) => set({ y })}
      />
      <StepRange key={`${view.range?.from} ${view.range?.to}`} view={view} set={set} ends={ends} />
      {view.range ? (
        <Button size="xs" variant="default" onClick={reset}>
          All steps
        </Button>
      ) : null}
      {on ? (
        <Button size="xs" variant="subtle" onClick={() => setHelp(true)}>
          Keys: ?
        </Button>
      ) : null}
      <Modal opened={help} onClose={() => setHelp(false)} title="Keys for the curves">
        <Stack>
          <dl className={classes.facts}>
            {keyWords.map(([key, words]) => (
              <div key={key} className={classes.fact}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <SingleKeysSwitch label="Single keys" description="Here and where you rate, on every device." />
        </Stack>
      </Modal>
    </Group>
  );
}

function Choice<T extends string>({
  label,
  ...rest
}: {
  label: string;
  value: T;
  data: { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <div>
      <Text size="xs" fw={500} mb={2} aria-hidden>
        {label}
      </Text>
      <SegmentedControl size="xs" aria-label={label} {...rest} />
    </div>
  );
}

/** The steps shown, in numbers: what a drag over a chart does, for whoever has no pointer. */
function StepRange({ view, set, ends }: Omit<Props, 'names'>) {
  const [from, setFrom] = useState<number | string>(view.range?.from ?? '');
  const [to, setTo] = useState<number | string>(view.range?.to ?? '');
  const apply = () => {
    const range = { from: from === '' ? ends.from : Number(from), to: to === '' ? ends.to : Number(to) };
    const whole = from === '' && to === '';
    const same = view.range?.from === range.from && view.range.to === range.to;
    if (range.from <= range.to && !same && !(whole && view.range === null))
      set({ range: whole ? null : range });
  };
  const shared = { size: 'xs', w: 92, min: 0, allowDecimal: false, hideControls: true } as const;
  return (
    <Group
      gap={8}
      align="flex-end"
      wrap="nowrap"
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
      }}
      // On the way from one of them to the other nothing is decided yet.
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) apply();
      }}
    >
      <NumberInput
        {...shared}
        label="From step"
        placeholder={String(ends.from)}
        value={from}
        onChange={setFrom}
      />
      <NumberInput {...shared} label="To step" placeholder={String(ends.to)} value={to} onChange={setTo} />
    </Group>
  );
}
