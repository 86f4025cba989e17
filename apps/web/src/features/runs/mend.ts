import { fixFor, type RunFix } from '@prefloop/contract';
import { flatSettings } from './flat-settings.ts';
import type { Launch, RunShown } from './runs-query.ts';

/** The known cure of what a run failed of, or null. */
export function cureOf({
  method,
  error,
  config,
}: Pick<RunShown, 'method' | 'error' | 'config'>): RunFix | null {
  return error ? fixFor(method, error.code, flatSettings(config)) : null;
}

/** A run's launch with the cure of what it failed of, or null where none is known. */
export function mend(run: RunShown, launch: Launch): { launch: Launch; reason: string } | null {
  const cure = cureOf(run);
  if (!cure) return null;
  const { config } = launch;
  const changed =
    'preset' in config
      ? { ...config, params: { ...config.params, ...cure.changes } }
      : { ...config, ...cure.changes };
  // The API checks it as it checks any launch.
  return { launch: { ...launch, config: changed } as Launch, reason: cure.reason };
}
