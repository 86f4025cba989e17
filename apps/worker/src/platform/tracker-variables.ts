import type { TrackerName } from '@prefloop/contract';

/** What each tracker's client reads; keys among it, so only what a run asks for is handed on. */
const own: Record<TrackerName, RegExp> = {
  tensorboard: /^$/,
  wandb: /^WANDB_/,
  mlflow: /^MLFLOW_/,
  trackio: /^TRACKIO_/,
};
const network = /^(SSL_CERT_.*|REQUESTS_CA_BUNDLE|(https?|no|all)_proxy)$/i;

/** The variables that a trainer needs to reach the trackers of its run; none for a run without. */
export function trackerVariables(
  trackers: readonly TrackerName[],
  source: NodeJS.ProcessEnv,
): Record<string, string> {
  const remote = trackers.filter((name) => name !== 'tensorboard');
  if (remote.length === 0) return {};
  const wanted = (name: string) => network.test(name) || remote.some((tracker) => own[tracker].test(name));
  const found = Object.entries(source).flatMap(([name, value]) =>
    value !== undefined && wanted(name) ? [[name, value] as const] : [],
  );
  // Trainers have it switched off otherwise.
  const mode = remote.includes('wandb') ? { WANDB_MODE: source.WANDB_MODE ?? 'online' } : {};
  return { ...Object.fromEntries(found), ...mode };
}
