import { type components, ok } from '@prefloop/sdk';
import { connect, explainCall } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import type { CliEnv } from '../env.ts';

export interface ShowOptions {
  project: string;
  /** The document that launches it again. */
  yaml: boolean;
  json: boolean;
}

type Run = components['schemas']['Run'];

/** Says how the run of a number stands, or what would launch it again. */
export async function runShow(
  env: CliEnv,
  dataDir: string,
  number: number,
  options: ShowOptions,
  say: (text: string) => void,
): Promise<number> {
  const { client, origin } = await connect(env, dataDir, 'read');
  const { project } = options;
  try {
    const { items } = await ok(
      client.GET('/v1/projects/{project}/runs', { params: { path: { project }, query: { number } } }),
    );
    const runId = items[0]?.id;
    if (runId === undefined) {
      throw new CliError(`The project ${project} has no run ${number}.`, {
        remedy: 'The page Runs lists them with their numbers.',
      });
    }
    const params = { path: { project, runId } };
    if (options.yaml) {
      const { text } = await ok(client.GET('/v1/projects/{project}/runs/{runId}/document', { params }));
      say(text.trimEnd());
      return 0;
    }
    const run = await ok(client.GET('/v1/projects/{project}/runs/{runId}', { params }));
    say(options.json ? JSON.stringify(run) : describe(run, `${origin}/p/${project}/runs/${runId}`));
    return 0;
  } catch (error) {
    throw explainCall(error, `Run ${number} could not be shown`, { silent: 'Then ask again.' });
  }
}

function describe(run: Run, address: string): string {
  const { step, total } = run.progress;
  const lines = [
    `${run.name} (${run.method}, run ${run.number}): ${run.status}`,
    step === undefined ? '' : `Step ${step} of ${total ?? step}`,
    run.published ? `Published ${run.published.model} v${run.published.version}` : '',
    run.waiting?.message ?? '',
    run.error?.message ?? '',
    run.error?.hint ?? '',
    address,
  ];
  return lines.filter((line) => line !== '').join('\n');
}
