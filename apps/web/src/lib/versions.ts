import type { ModelVersionItem } from '@prefloop/contract';

type Version = Pick<ModelVersionItem, 'model' | 'version'>;

/** A version as people name it: "Tuned v3". */
export function versionName({ model, version }: Version): string {
  return `${model} v${version}`;
}

/** The versions that can answer prompts now, the one that was made last first. */
export function answeringVersions(models: readonly { versions: ModelVersionItem[] }[]): ModelVersionItem[] {
  return models
    .flatMap(({ versions }) => versions)
    .filter(({ purpose, status }) => purpose === 'policy' && status === 'ready')
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}
