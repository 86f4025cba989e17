import type { Fault } from '../runs/document/yaml-text.ts';

/** Values that one run of a sweep has of its own, by the parameter's name; `seed` is the run's. */
export type Sweep = Readonly<Record<string, number | string | boolean>>;

const mostValues = 20;

/** All combinations of the values written for each parameter, the last one varying fastest; one of nothing without a sweep. */
export function combinationsOf(written: unknown): { combinations: Sweep[]; faults: Fault[] } {
  const faults: Fault[] = [];
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    const message = 'has to name parameters with their values, as in "beta: [0.1, 0.3]".';
    return { combinations: [{}], faults: [{ path: ['sweep'], message }] };
  }
  let combinations: Sweep[] = [{}];
  for (const [name, values] of Object.entries(written)) {
    const path = ['sweep', name];
    if (!Array.isArray(values) || values.length === 0 || !values.every(isPlain)) {
      faults.push({ path, message: 'has to be a list of values, as in [0.1, 0.3].' });
    } else if (values.length > mostValues) {
      faults.push({ path, message: `has ${values.length} values; ${mostValues} at most make sense.` });
    } else if (new Set(values).size < values.length) {
      faults.push({ path, message: 'has a value twice.' });
    } else {
      combinations = combinations.flatMap((known) => values.map((value) => ({ ...known, [name]: value })));
    }
  }
  return { combinations, faults };
}

const isPlain = (value: unknown): value is number | string | boolean =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
