import { guardFields, type TrainingField, trainingFields, trainingMethods } from '@prefloop/contract';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A run's settings on one level: its parameters, and its guard's, beside what it works on. */
export function flatSettings(config: Record<string, unknown>): Record<string, unknown> {
  const { params, guard, ...rest } = config;
  return { ...rest, ...(isObject(params) ? params : {}), ...(isObject(guard) ? guard : {}) };
}

/** The form's label of a training parameter; undefined for settings of another kind. */
export function paramLabel(method: string, name: string): string | undefined {
  const known = trainingMethods.find((one) => one === method);
  if (!known) return undefined;
  const fields: Record<string, TrainingField | undefined> = { ...trainingFields(known), ...guardFields };
  return fields[name]?.label;
}
