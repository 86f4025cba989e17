import { Command, InvalidArgumentError } from 'commander';
import type { ImportOptions } from './commands/import-file.ts';
import { repositoryScripts, runRepositoryScript } from './commands/repository-script.ts';
import type { LaunchOptions } from './commands/run-launch.ts';
import type { ShowOptions } from './commands/run-show.ts';
import { type CliEnv, dataFolder, readEnv } from './env.ts';

type Say = (text: string) => void;

interface DataOption {
  data?: string;
}

/** The command line. Each command loads what it needs only when it is called, so that the small ones stay quick. */
export function buildProgram(say: Say): Command {
  const program = new Command('prefloop')
    .description('Self-hosted platform for tuning language models on human feedback')
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  addStart(program, say);
  addOperations(program, say);
  addRuns(program, say);
  addPipelines(program, say);
  for (const name of ['test', 'check', 'bench'] as const) {
    program
      .command(name)
      .description(`for work on Prefloop itself: ${repositoryScripts[name].about}`)
      .argument('[args...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(async (args: string[]) => finish(await runRepositoryScript(name, args)));
  }
  return program;
}

function addStart(program: Command, say: Say): void {
  for (const [name, watch, about] of [
    ['start', false, 'start everything and print its address; safe to run twice'],
    ['dev', true, 'the same for work on Prefloop itself: restarts on every change of a source'],
  ] as const) {
    withData(program.command(name))
      .description(about)
      .option('--port <number>', 'port of the web app and the API (refused when it is taken)', parsePort)
      .option('--no-worker', 'start no worker: labeling only')
      .action(async (options: DataOption & { port?: number; worker: boolean }) => {
        const { start } = await import('./start/start.ts');
        const env = readEnv();
        const port = options.port ?? env.PORT;
        finish(await start(env, { ...at(env, options), port, worker: options.worker, watch }, say));
      });
  }
}

function addOperations(program: Command, say: Say): void {
  withData(program.command('stop'))
    .description('stop what runs on the data folder')
    .action(async (options: DataOption) => {
      const { stop } = await import('./commands/stop.ts');
      finish(await stop(at(readEnv(), options).dataDir, say));
    });
  withData(program.command('status'))
    .description('say what runs where; exit code 1 when nothing does')
    .option('--json', 'as one JSON object', false)
    .action(async (options: DataOption & { json: boolean }) => {
      const { status } = await import('./commands/status.ts');
      finish(await status(at(readEnv(), options).dataDir, options, say));
    });
  withData(program.command('doctor'))
    .description('look at everything Prefloop stands on; what is not in order comes with its fix')
    .option('--json', 'as one JSON object', false)
    .option('--services', 'only database and queue', false)
    .action(async (options: DataOption & { json: boolean; services: boolean }) => {
      const { doctor } = await import('./commands/doctor.ts');
      const env = readEnv();
      finish(await doctor(env, at(env, options).dataDir, options, say));
    });
  withData(program.command('migrate'))
    .description('bring the database to the newest schema')
    .action(async (options: DataOption) => {
      const { migrate } = await import('./commands/migrate.ts');
      const env = readEnv();
      finish(await migrate(env, at(env, options).dataDir, say));
    });
  withData(program.command('seed'))
    .description('make the demo project where there is no project yet')
    .action(async (options: DataOption) => {
      const { seed } = await import('./commands/seed.ts');
      const env = readEnv();
      finish(await seed(env, at(env, options).dataDir, say));
    });
  withData(program.command('import'))
    .description('import a file of prompts or rated pairs into a project (PREFLOOP_API_KEY, PREFLOOP_URL)')
    .argument('<file>')
    .requiredOption('--project <name>', 'the project, as in its address')
    .option('--source <name>', 'name under which its rows are known (default: the name of the file)')
    .option('--json', 'answer with one JSON object', false)
    .action(async (file: string, options: DataOption & ImportOptions) => {
      const { importFile } = await import('./commands/import-file.ts');
      const env = readEnv();
      finish(await importFile(env, at(env, options).dataDir, file, options, say));
    });
  withData(program.command('reset-password'))
    .description('print a one-time link by which the owner of an account sets a new password')
    .argument('<email>')
    .action(async (email: string, options: DataOption) => {
      const { resetPassword } = await import('./commands/reset-password.ts');
      const env = readEnv();
      finish(await resetPassword(env, at(env, options).dataDir, email, say));
    });
}

function addRuns(program: Command, say: Say): void {
  const run = program.command('run').description('launch a run from a file, or look at one');
  withData(run.command('launch'))
    .description('launch the run that a YAML document describes (PREFLOOP_API_KEY, PREFLOOP_URL)')
    .requiredOption(
      '-f, --file <file>',
      'the document, as a launch form or a run shows it; - reads standard input',
    )
    .requiredOption('--project <name>', 'the project, as in its address')
    .option('--dry-run', 'say what it would do and what forbids it; exit code 1 when something does', false)
    .option('--wait', 'stay until it has ended; exit code 1 unless it succeeded', false)
    .option('--json', 'answer with one JSON object', false)
    .addHelpText(
      'after',
      `
A document names the method, the models and the snapshot, and what differs from the preset:

  method: dpo
  base: SmolLM2 v1
  snapshot: round 1
  preset: try
  params:
    beta: 0.3

Another run's: prefloop run show 3 --project letters --yaml > run.yaml`,
    )
    .action(async (options: DataOption & LaunchOptions) => {
      const { runLaunch } = await import('./commands/run-launch.ts');
      const env = readEnv();
      finish(await runLaunch(env, at(env, options).dataDir, options, say));
    });
  withData(run.command('show'))
    .description('say how a run stands (PREFLOOP_API_KEY, PREFLOOP_URL)')
    .argument('<number>', 'its number, as on the page Runs', parseRunNumber)
    .requiredOption('--project <name>', 'the project, as in its address')
    .option('--yaml', 'print the document that launches it again', false)
    .option('--json', 'as one JSON object', false)
    .action(async (number: number, options: DataOption & ShowOptions) => {
      const { runShow } = await import('./commands/run-show.ts');
      const env = readEnv();
      finish(await runShow(env, at(env, options).dataDir, number, options, say));
    });
}

function addPipelines(program: Command, say: Say): void {
  const pipeline = program.command('pipeline').description('launch several runs as one, from a file');
  withData(pipeline.command('launch'))
    .description('launch the pipeline that a YAML document describes (PREFLOOP_API_KEY, PREFLOOP_URL)')
    .requiredOption(
      '-f, --file <file>',
      "the document, as a pipeline's page shows it; - reads standard input",
    )
    .requiredOption('--project <name>', 'the project, as in its address')
    .option('--dry-run', 'say what it would do and what forbids it; exit code 1 when something does', false)
    .option('--wait', 'stay until it has ended; exit code 1 unless all of it succeeded', false)
    .option('--json', 'answer with one JSON object', false)
    .addHelpText(
      'after',
      `
A step is a run as "prefloop run launch" takes it; where it names a model, it may name another step:

  steps:
    judge: { method: reward, base: SmolLM2 v1, snapshot: round 1 }
    tuned: { method: dpo, base: SmolLM2 v1, snapshot: round 1, sweep: { beta: [0.1, 0.3] } }
    compared: { method: evaluate, baseline: SmolLM2 v1, models: [tuned], reward: judge, snapshot: round 1 }`,
    )
    .action(async (options: DataOption & LaunchOptions) => {
      const { pipelineLaunch } = await import('./commands/pipeline-launch.ts');
      const env = readEnv();
      finish(await pipelineLaunch(env, at(env, options).dataDir, options, say));
    });
}

function withData(command: Command): Command {
  return command.option(
    '--data <folder>',
    'data folder (default: PREFLOOP_DATA, else .prefloop in the project)',
  );
}

function at(env: CliEnv, options: DataOption): { dataDir: string } {
  return { dataDir: dataFolder(env, options.data) };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
  }
  return port;
}

function parseRunNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError('The number of a run is a whole number from 1.');
  }
  return number;
}

function finish(exitCode: number): void {
  process.exitCode = exitCode;
}
