import { isDeepStrictEqual } from 'node:util';
import { presetConfig, type RunLaunch, runLaunch, trainingLaunch } from '@prefloop/contract';
import type { ProjectNames } from '@prefloop/db';
import { stringify } from 'yaml';
import { documentKey, guardKey } from './keys.ts';
import { snapshotName, versionName } from './names.ts';

type Config = Record<string, unknown>;

/** Keys in the order in which people read them; others follow. */
const order = ['base', 'baseline', 'reward', 'reference', 'models', 'snapshot', 'preset', 'params', 'guard'];

/** A launch as a YAML document: by names, and only what differs from the preset and the defaults. */
export function writeDocument(launch: RunLaunch, names: ProjectNames): string {
  const { method, name, config } = shortened(launch);
  const entries = Object.entries(config)
    .map(([field, value]) => [documentKey(field), named(field, value, names)] as const)
    .sort(([one], [other]) => placeOf(one) - placeOf(other));
  const document = { method, ...(name === undefined ? {} : { name }), ...Object.fromEntries(entries) };
  return stringify(document, { lineWidth: 0 });
}

/** The shortest launch that means the same. */
export function shortened(launch: RunLaunch): { method: string; name?: string | undefined; config: Config } {
  const whole = runLaunch.parse(launch);
  const training = trainingLaunch.safeParse(launch);
  let config: Config = { ...whole.config };
  if (training.success) {
    const { method, config: given } = training.data;
    const standard: Config = { ...presetConfig(method, given.preset) };
    const params = Object.entries(given.params).filter(
      ([key, value]) => value !== undefined && !isDeepStrictEqual(value, standard[key]),
    );
    config = { ...config, params: Object.fromEntries(params) };
  }
  const { method } = whole;
  const goal = runLaunch.parse({ ...whole, config });
  const means = (candidate: Config) => {
    const parsed = runLaunch.safeParse({ ...whole, config: candidate });
    return parsed.success && isDeepStrictEqual(parsed.data, goal);
  };
  // The preset is said even where it is the default: whoever reads on asks what the rest is measured against.
  config = pruned(config, means, ['preset']);
  for (const [key, part] of Object.entries(config)) {
    if (key === 'params' || !isObject(part)) continue;
    config = { ...config, [key]: pruned(part, (value) => means({ ...config, [key]: value })) };
  }
  return { method, name: whole.name, config };
}

const isObject = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves out, one after the other, the keys without which it means the same. */
function pruned(whole: Config, means: (candidate: Config) => boolean, kept: string[] = []): Config {
  let short = whole;
  for (const key of Object.keys(whole)) {
    if (kept.includes(key)) continue;
    const rest = Object.fromEntries(Object.entries(short).filter(([name]) => name !== key));
    if (means(rest)) short = rest;
  }
  return short;
}

function named(field: string, value: unknown, names: ProjectNames): unknown {
  if (field === 'versionIds' && Array.isArray(value))
    return value.map((id) => versionName(names, String(id)));
  if (field === 'guard' && isObject(value)) {
    const entries = Object.entries(value).map(([key, part]) => [guardKey(key), named(key, part, names)]);
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string') return value;
  if (field === 'snapshotId') return snapshotName(names, value);
  return field.endsWith('VersionId') ? versionName(names, value) : value;
}

function placeOf(key: string): number {
  const place = order.indexOf(key);
  return place === -1 ? order.length : place;
}
