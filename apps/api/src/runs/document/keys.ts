/** What a document calls the fields of a launch that name something; every other field keeps its name. */
export const documentKeys: Readonly<Record<string, string>> = {
  baseVersionId: 'base',
  baselineVersionId: 'baseline',
  snapshotId: 'snapshot',
  rewardVersionId: 'reward',
  referenceVersionId: 'reference',
  versionIds: 'models',
  modelName: 'model',
};

/** The same within a run's guard. */
const guardKeys: Readonly<Record<string, string>> = { goldVersionId: 'gold' };

const configKeys = Object.fromEntries(Object.entries(documentKeys).map(([field, key]) => [key, field]));

export const documentKey = (field: string): string => documentKeys[field] ?? field;
export const guardKey = (field: string): string => guardKeys[field] ?? field;
/** The field of a launch's config, or undefined for a key that a document writes in another way. */
export const configField = (key: string): string | undefined =>
  configKeys[key] ?? (key in documentKeys ? undefined : key);
/** The field of a guard that a document's key within it means. */
export const guardField = (key: string): string =>
  Object.keys(guardKeys).find((field) => guardKeys[field] === key) ?? key;
