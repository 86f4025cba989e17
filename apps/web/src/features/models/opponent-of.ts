import type { ModelVersionDetail, ModelVersionItem } from '@prefloop/contract';

type Asked = Pick<ModelVersionDetail, 'id' | 'ancestors'>;

/**
 * The version that this one should meet: the champion, since who wins there is promoted; where this is the champion,
 * or there is none, the version it was trained from, else the newest other one. `versions`: those that can answer,
 * newest first. Undefined where there is no other.
 */
export function opponentOf(
  version: Asked,
  versions: readonly ModelVersionItem[],
): ModelVersionItem | undefined {
  const others = versions.filter(({ id }) => id !== version.id);
  const base = version.ancestors[0]?.version.id;
  return (
    others.find(({ aliases }) => aliases.includes('champion')) ??
    others.find(({ id }) => id === base) ??
    others[0]
  );
}
