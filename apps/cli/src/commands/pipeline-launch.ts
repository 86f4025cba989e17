import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, type components, ok } from '@prefloop/sdk';
import { connect, explainCall } from '../api-client.ts';
import type { CliEnv } from '../env.ts';
import { readText } from './read-text.ts';
import type { LaunchOptions } from './run-launch.ts';

type Say = (text: string) => void;
type Preview = components['schemas']['PipelinePreview'];
type Pipeline = components['schemas']['Pipeline'];

const pollMs = 2_000;

/** Launches the runs that a pipeline's document describes. Exit code 1: it was refused, or not all of them succeeded. */
export async function pipelineLaunch(
  env: CliEnv,
  dataDir: string,
  options: LaunchOptions,
  say: Say,
): Promise<number> {
  const { client, origin } = await connect(env, dataDir, options.dryRun ? 'read' : 'write');
  const text = await readText(options.file);
  const path = { project: options.project };
  try {
    if (options.dryRun) {
      const preview = await ok(
        client.POST('/v1/projects/{project}/pipelines/preview', { params: { path }, body: { text } }),
      );
      if (options.json) say(JSON.stringify(preview));
      else sayPreview(preview, say);
      return preview.problems.length === 0 ? 0 : 1;
    }
    const made = await ok(
      client.POST('/v1/projects/{project}/pipelines', { params: { path }, body: { text } }),
    );
    if (!options.json)
      say(
        `${made.name} has ${made.steps.length} runs: ${origin}/p/${options.project}/runs/pipelines/${made.id}`,
      );
    const last = options.wait ? await waitForEnd(client, options.project, made) : made;
    if (options.json) say(JSON.stringify(last));
    else if (options.wait) sayEnd(last, say);
    return options.wait && last.status !== 'succeeded' ? 1 : 0;
  } catch (error) {
    throw explainCall(error, `${options.file} was not launched`, {
      silent: 'A pipeline that was queued already is on the page Runs, under Pipelines.',
    });
  }
}

function sayPreview({ steps, problems, warnings }: Preview, say: Say): void {
  for (const { step, method, needs, makes } of steps) {
    const parts = [
      `${step}: ${method}`,
      needs.length > 0 ? `after ${needs.join(', ')}` : null,
      makes ? `makes ${makes.model} v${makes.version}` : null,
    ];
    say(parts.filter((part) => part !== null).join('; '));
  }
  for (const { path, message } of problems) say(`problem  ${path}: ${message}`);
  for (const { path, message } of warnings) say(`warning  ${path}: ${message}`);
  say(problems.length === 0 ? 'It can start. Nothing was launched.' : 'It cannot start like this.');
}

async function waitForEnd(client: ApiClient, project: string, pipeline: Pipeline): Promise<Pipeline> {
  let now = pipeline;
  while (now.status === 'open') {
    await delay(pollMs);
    now = await ok(
      client.GET('/v1/projects/{project}/pipelines/{pipelineId}', {
        params: { path: { project, pipelineId: pipeline.id } },
      }),
    );
  }
  return now;
}

function sayEnd({ name, status, steps }: Pipeline, say: Say): void {
  say(`${name} ${status}.`);
  for (const { step, run, made } of steps) {
    const published = made ? `, published ${made.model} v${made.version}` : '';
    say(`${step} ${run.status}${published}${run.error ? `: ${run.error.message}` : ''}`);
  }
}
