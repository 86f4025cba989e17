import {
  guardFields,
  presetConfig,
  type RunLaunch,
  runLaunch,
  trainingFields,
  trainingMethods,
  trainingPresets,
} from '@prefloop/contract';
import type { ProjectNames } from '@prefloop/db';
import { type Document, isScalar } from 'yaml';
import type { z } from 'zod';
import { configField, documentKey, documentKeys, guardField, guardKey } from './keys.ts';
import { findSnapshot, findVersion, nearest } from './names.ts';
import { type Fault, openText, type Path, placed, refusal } from './yaml-text.ts';

const methods: string[] = runLaunch.options.map(({ shape }) => shape.method.value);

/** Reads a launch from a YAML document. Throws BAD_FILE with every fault, each with its line and what to do. */
export function readDocument(text: string, names: ProjectNames): RunLaunch {
  const { document, lines } = openText(
    text,
    'A run is written as lines of "key: value", beginning with "method: dpo" or another method.',
  );
  const { launch, faults } = readLaunch(document, names);
  if (faults.length === 0 && launch !== null) return launch;
  throw refusal(placed(document, lines, faults));
}

/** The launch that a map of the document describes, or every fault of it. */
export function readLaunch(
  document: Document,
  names: ProjectNames,
): { launch: RunLaunch | null; faults: Fault[] } {
  const written: unknown = document.toJS({ maxAliasCount: 20 });
  const all = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  const method = all.find(([key]) => key === 'method')?.[1];
  if (!methods.includes(String(method))) {
    const message =
      method === undefined
        ? `is missing. Write one of ${methods.join(', ')}.`
        : `is none of ${methods.join(', ')}.`;
    return { launch: null, faults: [{ path: ['method'], message }] };
  }
  const faults: Fault[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, value] of all) {
    if (key === 'method' || key === 'name') continue;
    const field = configField(key);
    if (field === undefined) {
      faults.push({ path: [key], message: `is called "${documentKeys[key]}" in a document.` });
    } else {
      config[field] = resolved({ document, names, faults }, field, [key], value);
    }
  }
  // What a person writes as a name may look like a number to YAML.
  const name = all.some(([key]) => key === 'name') ? { name: asWritten(document, ['name']) } : {};
  const parsed = runLaunch.safeParse({ method, ...name, config });
  if (parsed.success) return { launch: parsed.data, faults };
  const own = parsed.error.issues.flatMap((issue) => explain(issue, String(method), config));
  // What has no meaning has been told already, and so has what cannot be resolved.
  const told = new Set(faults.map(({ path }) => path.join('.')));
  return { launch: null, faults: [...faults, ...own.filter(({ path }) => !told.has(path.join('.')))] };
}

type Place = { document: Document; names: ProjectNames; faults: Fault[] };

/** A name's id where the field takes one; any other value as it is. */
function resolved(place: Place, field: string, path: Path, value: unknown): unknown {
  if (field === 'modelName') return asWritten(place.document, path);
  if (field === 'versionIds' && Array.isArray(value))
    return value.map((_, index) => idOf(place, [...path, index], findVersion));
  if (field === 'guard' && isObject(value)) return guardOf(place, path, value);
  if (value === null || typeof value === 'object') return value;
  if (field === 'snapshotId') return idOf(place, path, findSnapshot);
  return field.endsWith('VersionId') ? idOf(place, path, findVersion) : value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function guardOf(place: Place, path: Path, value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, part]) => {
    // An id under its name in the API is refused, as it is on the first level.
    const field = key === 'goldVersionId' ? '' : guardField(key);
    if (field !== '') return [field, resolved(place, field, [...path, key], part)] as const;
    place.faults.push({ path: [...path, key], message: `is called "${guardKey(key)}" in a document.` });
    return [key, undefined] as const;
  });
  return Object.fromEntries(entries);
}

function idOf({ document, names, faults }: Place, path: Path, find: typeof findVersion): string | undefined {
  const text = asWritten(document, path);
  const found = find(names, text);
  if ('id' in found) return found.id;
  faults.push({ path, message: `"${text}" ${found.fault}` });
  return undefined;
}

/** A scalar as it stands in the text: 007 and true are names too. */
function asWritten(document: Document, path: Path): string {
  const node = document.getIn(path, true);
  if (!isScalar(node)) return String(node);
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** A fault of the schema in the words of the document. */
function explain(issue: z.core.$ZodIssue, method: string, config: Record<string, unknown>): Fault[] {
  const path = inDocument(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = knownAt(path, method);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const list = known.length === 0 ? 'Leave it out.' : `Known are ${known.join(', ')}.`;
      const next = near === null ? list : `Did you mean ${near}?`;
      return { path: [...path, documentKey(key)], message: `is not known here. ${next}` };
    });
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined && path.length === 1;
  if (path.join('.') === 'guard.gold' && issue.input === undefined)
    return [
      { path, message: 'is missing. Name the reward model that watches, as in gold: SmolLM2 reward v2.' },
    ];
  if (missing || (path.length === 1 && config[String(issue.path[1])] === undefined)) {
    return [{ path, message: `is missing. ${missingWords[String(path[0])] ?? 'Add it.'}` }];
  }
  const reason = issue.message.replace(/^Invalid input: /, '');
  return [{ path, message: `is not usable: ${reason}.${standardOf(path, method, config)}` }];
}

const missingWords: Record<string, string> = {
  base: 'Name the version it starts from, as in base: SmolLM2 v1.',
  baseline: 'Name the version that the others are compared with, as in baseline: SmolLM2 v1.',
  snapshot: 'Name the snapshot it learns from, as in snapshot: round 1.',
  reward: 'Name the reward model that scores the answers, as in reward: SmolLM2 reward v1.',
  models: 'List the versions, as in models: [SmolLM2 v1].',
  prompts: 'Say which prompts, as in prompts: { limit: 30 }.',
};

function inDocument(path: readonly PropertyKey[]): Path {
  const [first, ...rest] = path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (first !== 'config') return [first ?? '', ...rest];
  const [field, ...inner] = rest;
  if (field === undefined) return [];
  const within = field === 'guard' ? inner.map((part) => guardKey(String(part))) : inner;
  return [documentKey(String(field)), ...within];
}

const trainingOf = (method: string) => trainingMethods.find((known) => known === method);

/** The keys that a document may have at a place. */
function knownAt(path: Path, method: string): string[] {
  const training = trainingOf(method);
  if (path[0] === 'params' && training && path.length === 1) return Object.keys(trainingFields(training));
  if (path[0] === 'guard' && path.length === 1) return Object.keys(guardFields).map(guardKey);
  const shape = runLaunch.options.find((option) => option.shape.method.value === method)?.shape.config.shape;
  const field = Object.keys(shape ?? {}).map(documentKey);
  return path.length === 0 ? ['name', ...field] : [];
}

/** What the preset says of a parameter that cannot be used. */
function standardOf(path: Path, method: string, config: Record<string, unknown>): string {
  const training = trainingOf(method);
  const preset = trainingPresets.find((known) => known === config.preset) ?? 'lora';
  if (path[0] !== 'params' || path.length < 2 || !training) return '';
  const standard: Record<string, unknown> = { ...presetConfig(training, preset) };
  const value = standard[String(path[1])];
  return value === undefined ? '' : ` The preset ${preset} has ${JSON.stringify(value)}.`;
}
