import { runLaunch, trainingMethods } from '@prefloop/contract';
import { flatSettings, paramLabel } from './flat-settings.ts';
import type { Launch } from './runs-query.ts';
import { describeSettings } from './setting-words.ts';
import { paramsOf } from './training-values.ts';

export type Change = { label: string; before: string; now: string };

const labels: Record<string, string> = {
  baseVersionId: 'Model',
  baselineVersionId: 'Baseline',
  snapshotId: 'Snapshot',
  rewardVersionId: 'Reward model',
  referenceVersionId: 'Reference',
  versionIds: 'Models',
  name: 'Name',
  device: 'Device',
  batchSize: 'Batch size',
};

/** What a launch says on one level, with what it leaves to its preset and to the defaults. */
function spelledOut(launch: Launch): Record<string, unknown> {
  const { method, name, config } = runLaunch.safeParse(launch).data ?? launch;
  const training = trainingMethods.find((known) => known === method);
  const preset = 'preset' in config ? (config.preset ?? 'lora') : 'lora';
  const standard = training ? paramsOf(training, preset) : {};
  return { name, ...standard, ...flatSettings(config) };
}

/** What differs between a run and the launch that began as its copy; `nameOf` knows models and snapshots by id. */
export function launchChanges(before: Launch, now: Launch, nameOf: (id: string) => string): Change[] {
  const [one, other] = [spelledOut(before), spelledOut(now)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
    .map((name) => ({
      label: settingLabel(now.method, name),
      before: saySetting(name, one[name], nameOf),
      now: saySetting(name, other[name], nameOf),
    }));
}

/** A setting's value in words. */
export function saySetting(name: string, value: unknown, nameOf: (id: string) => string): string {
  if (value === null || value === undefined) return 'none';
  if (name.endsWith('Id')) return nameOf(String(value));
  if (Array.isArray(value)) return value.map((id) => nameOf(String(id))).join(', ');
  return describeSettings({ [name]: value })[0]?.[1] ?? String(value);
}

/** What a form calls a setting of a method. */
export function settingLabel(method: string, name: string): string {
  return paramLabel(method, name) ?? labels[name] ?? describeSettings({ [name]: 0 })[0]?.[0] ?? name;
}
