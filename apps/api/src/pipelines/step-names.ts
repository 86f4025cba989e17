import type { ProjectNames } from '@prefloop/db';
import { type Document, isScalar, isSeq } from 'yaml';
import type { Fault } from '../runs/document/yaml-text.ts';
import type { LaidStep } from './lay-pipeline.ts';

/** Where a step names one model. */
const singlePaths = [['base'], ['reward'], ['reference'], ['baseline'], ['guard', 'gold']];

/** The project's names, with each step's name for the version that it will publish before all others. */
export function nameSteps(names: ProjectNames, laid: ReadonlyMap<string, LaidStep>): ProjectNames {
  const promised = [...laid.values()]
    .flatMap(({ runs }) => runs)
    .flatMap(({ key, versionId }) =>
      versionId === null ? [] : [{ id: versionId, model: `step ${key}`, version: 1, aliases: [key] }],
    );
  return { ...names, versions: [...promised, ...names.versions] };
}

/**
 * Writes all runs of a swept step where a list of models names that step. One model alone cannot be several, and a
 * step that trains nothing has none: those are answered as faults.
 */
export function spreadSteps(
  document: Document,
  needs: readonly string[],
  laid: ReadonlyMap<string, LaidStep>,
): Fault[] {
  const faults: Fault[] = [];
  for (const need of needs) {
    const runs = laid.get(need)?.runs ?? [];
    const models = document.getIn(['models'], true);
    const places = singlePaths.filter((path) => document.getIn(path) === need);
    const listed = isSeq(models)
      ? models.items.findIndex((item) => isScalar(item) && item.value === need)
      : -1;
    if (runs.every(({ versionId }) => versionId === null)) {
      const paths = [...places, ...(listed < 0 ? [] : [['models', listed]])];
      faults.push(
        ...paths.map((path) => ({ path, message: `names the step "${need}", which trains no model.` })),
      );
    } else if (runs.length > 1) {
      const choice = runs.map(({ key }) => key).join(', ');
      const message = `names "${need}", which makes ${runs.length} models. Name one of them: ${choice}.`;
      faults.push(...places.map((path) => ({ path, message })));
      if (isSeq(models) && listed >= 0)
        models.items.splice(listed, 1, ...runs.map(({ key }) => document.createNode(key)));
    }
  }
  return faults;
}
