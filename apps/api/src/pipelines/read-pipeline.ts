import { mostPipelineRuns, type PipelineHead, pipelineHead, stepKey } from '@prefloop/contract';
import { Document, isAlias, isMap, isScalar, type LineCounter, visit, type YAMLMap } from 'yaml';
import { type Fault, openText, type Path, placed, refusal } from '../runs/document/yaml-text.ts';
import { combinationsOf, type Sweep } from './sweep.ts';

/** A step as it stands in the document: a launch that may name other steps, and what it is swept over. */
export type WrittenStep = {
  key: string;
  document: Document;
  /** The steps that it names, as models to start from, to be scored by, or to compare. */
  needs: string[];
  /** How its runs differ; one run that differs in nothing where it is not swept. */
  combinations: Sweep[];
};
export type WrittenPipeline = { head: PipelineHead; steps: WrittenStep[]; lines: LineCounter };

const example =
  'A pipeline is written as "steps:", and below it each step with a name of its own, as in "sft:".';
/** The keys of a step that name model versions. */
const singleKeys = ['base', 'reward', 'reference', 'baseline'];

/**
 * Reads a pipeline's document. Steps come back in an order in which each stands behind those that it needs. Throws
 * BAD_FILE with every fault, each with its line and what to do.
 */
export function readPipeline(text: string): WrittenPipeline {
  const { document, lines } = openText(text, example);
  const faults: Fault[] = [];
  refuseAliases(document);
  const head = readHead(document, faults);
  const written = readSteps(document, faults);
  const keys = new Set(written.map(({ key }) => key));
  const steps = written.map((step) => ({ ...step, needs: needsOf(step.document, keys) }));
  const sorted = inOrder(steps, faults);
  const runs = steps.reduce((sum, { combinations }) => sum + combinations.length, 0);
  const most = Math.min(head.budget?.runs ?? mostPipelineRuns, mostPipelineRuns);
  if (runs > most) {
    const message =
      most === head.budget?.runs
        ? `come to ${runs} runs, and the budget is ${most}. Sweep over fewer values, or raise it.`
        : `come to ${runs} runs; a pipeline has ${mostPipelineRuns} at most. Sweep over fewer values.`;
    faults.push({ path: ['steps'], message });
  }
  if (faults.length > 0) throw refusal(placed(document, lines, faults));
  return { head, steps: sorted, lines };
}

/** Each step is read for itself, where an anchor of another one is not known. */
function refuseAliases(document: Document): void {
  visit(document, (_key, node) => {
    if (!isAlias(node)) return;
    const message = `The alias *${node.source} is not read in a pipeline. Write the lines out.`;
    throw refusal([{ path: '', message }]);
  });
}

function readHead(document: Document, faults: Fault[]): PipelineHead {
  const whole: unknown = document.toJS();
  const { steps: _, ...rest } = { ...(isRecord(whole) ? whole : {}) };
  const name = document.getIn(['name'], true);
  // What a person writes as a name may look like a number to YAML.
  const named = isScalar(name) ? { name: String(name.source ?? name.value) } : {};
  const parsed = pipelineHead.safeParse({ ...rest, ...named });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      const known = path[0] === 'budget' ? 'hours and runs' : 'name, onError, priority, budget and steps';
      for (const key of issue.keys)
        faults.push({ path: [...path, key], message: `is not known here. Known are ${known}.` });
    } else {
      faults.push({ path, message: `is not usable: ${issue.message.replace(/^Invalid input: /, '')}.` });
    }
  }
  return { onError: 'stop', priority: 'normal' };
}

function readSteps(document: Document, faults: Fault[]): Omit<WrittenStep, 'needs'>[] {
  const steps = document.getIn(['steps'], true);
  if (!isMap(steps) || steps.items.length === 0) {
    faults.push({ path: ['steps'], message: `has to hold at least one step. ${example}` });
    return [];
  }
  return steps.items.flatMap(({ key, value }) => {
    const name = String(isScalar(key) ? (key.source ?? key.value) : key);
    const path: Path = ['steps', name];
    if (!stepKey.safeParse(name).success) {
      const message = 'is no name for a step. Use small letters, digits, - and _, and begin with a letter.';
      faults.push({ path, message });
      return [];
    }
    if (!isMap(value)) {
      faults.push({ path, message: 'has to be a run, as lines of "key: value" with its "method".' });
      return [];
    }
    const { rest, combinations } = takeSweep(value, path, faults);
    return [{ key: name, document: rest, combinations }];
  });
}

/** The step without its sweep, as a document of its own whose nodes still know their lines. */
function takeSweep(step: YAMLMap, path: Path, faults: Fault[]): { rest: Document; combinations: Sweep[] } {
  const rest = new Document();
  const sweep: unknown = step.has('sweep') ? new Document(step.get('sweep')).toJS() : {};
  step.delete('sweep');
  rest.contents = step;
  const { combinations, faults: own } = combinationsOf(sweep);
  faults.push(...own.map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
  return { rest, combinations };
}

function needsOf(document: Document, keys: ReadonlySet<string>): string[] {
  const whole: unknown = document.toJS();
  const step = isRecord(whole) ? whole : {};
  const models: unknown[] = Array.isArray(step.models) ? step.models : [];
  const gold = isRecord(step.guard) ? step.guard.gold : undefined;
  const named = [...singleKeys.map((key) => step[key]), gold, ...models];
  return [...new Set(named.filter((value) => typeof value === 'string' && keys.has(value)).map(String))];
}

/** Each behind those that it needs, else as written. */
function inOrder(steps: readonly WrittenStep[], faults: Fault[]): WrittenStep[] {
  const sorted: WrittenStep[] = [];
  let left = [...steps];
  while (left.length > 0) {
    const placedKeys = new Set(sorted.map(({ key }) => key));
    const next = left.find(({ needs }) => needs.every((need) => placedKeys.has(need)));
    if (!next) {
      const round = left.map(({ key }) => `"${key}"`).join(', ');
      const message = `go round in a circle: of ${round} each needs another one of them first.`;
      faults.push({ path: ['steps'], message });
      return [...sorted, ...left];
    }
    sorted.push(next);
    left = left.filter((step) => step !== next);
  }
  return sorted;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
