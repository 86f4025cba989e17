import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded } from '@prefloop/contract';
import { type ApiClient, type components, ok } from '@prefloop/sdk';
import { connect, explainCall } from '../api-client.ts';
import type { CliEnv } from '../env.ts';
import { readText } from './read-text.ts';

export interface LaunchOptions {
  /** Name in the project's addresses. */
  project: string;
  /** The document; `-` reads what is piped in. */
  file: string;
  /** Looks and launches nothing. */
  dryRun: boolean;
  /** Stays until the run has ended. */
  wait: boolean;
  json: boolean;
}

type Say = (text: string) => void;
type Preview = components['schemas']['RunPreview'];
type Run = components['schemas']['Run'];

const pollMs = 2_000;

/** Launches the run that a YAML document describes. Exit code 1: it was refused, or it ended without success. */
export async function runLaunch(
  env: CliEnv,
  dataDir: string,
  options: LaunchOptions,
  say: Say,
): Promise<number> {
  const { client, origin } = await connect(env, dataDir, options.dryRun ? 'read' : 'write');
  const text = await readText(options.file);
  try {
    const path = { project: options.project };
    const { launch } = await ok(
      client.POST('/v1/projects/{project}/runs/document', { params: { path }, body: { text } }),
    );
    if (options.dryRun) {
      const preview = await ok(
        client.POST('/v1/projects/{project}/runs/preview', { params: { path }, body: launch }),
      );
      if (options.json) say(JSON.stringify(preview));
      else sayPreview(preview, say);
      return preview.problems.length === 0 ? 0 : 1;
    }
    const run = await ok(client.POST('/v1/projects/{project}/runs', { params: { path }, body: launch }));
    if (!options.json) say(`${run.name} is ${run.status}: ${origin}/p/${options.project}/runs/${run.id}`);
    const last = options.wait ? await waitForEnd(client, options.project, run) : run;
    if (options.json) say(JSON.stringify(last));
    else if (options.wait) sayEnd(last, say);
    return options.wait && last.status !== 'succeeded' ? 1 : 0;
  } catch (error) {
    throw explainCall(error, `${options.file} was not launched`, {
      silent: 'A run that was queued already is on the page Runs, and with "prefloop run show".',
    });
  }
}

function sayPreview({ problems, warnings, training, size, estimate }: Preview, say: Say): void {
  say(
    training
      ? `Rows: ${training.trainRows}, held out: ${training.evalRows}. Steps: ${training.steps}.`
      : `Prompts: ${size.prompts}. Responses: ${size.responses}.`,
  );
  if (estimate) sayEstimate(estimate, say);
  for (const { path, message } of problems) say(`problem  ${path}: ${message}`);
  for (const { path, message } of warnings) say(`warning  ${path === '' ? '' : `${path}: `}${message}`);
  say(problems.length === 0 ? 'It can start. Nothing was launched.' : 'It cannot start like this.');
}

const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Each figure as a range, with how it was come by. */
function sayEstimate(estimate: NonNullable<Preview['estimate']>, say: Say): void {
  const { seconds, steps, tokens, memoryBytes, diskBytes } = estimate;
  const lines = [
    ['Time', seconds, 's', 1],
    ['Steps', steps, '', 1],
    ['Tokens', tokens, '', 1],
    ['Memory', memoryBytes, 'GB', 1e9],
    ['Disk', diskBytes, 'GB', 1e9],
  ] as const;
  for (const [label, { low, high, formula }, unit, size] of lines) {
    const range = [...new Set([low, high].map((value) => three.format(value / size)))].join(' to ');
    say(`${label}: ${range}${unit && ` ${unit}`}. ${formula}`);
  }
}

async function waitForEnd(client: ApiClient, project: string, run: Run): Promise<Run> {
  let now = run;
  while (!hasEnded(now.status)) {
    await delay(pollMs);
    now = await ok(
      client.GET('/v1/projects/{project}/runs/{runId}', { params: { path: { project, runId: run.id } } }),
    );
  }
  return now;
}

function sayEnd({ name, status, error, published }: Run, say: Say): void {
  say(`${name} ${status}${published ? ` and published ${published.model} v${published.version}` : ''}.`);
  if (error) say(`${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`);
}
