import { Command, InvalidArgumentError } from 'commander';
import type { ImportOptions } from './commands/import-file.ts';
import { repositoryScripts, runRepositoryScript } from './commands/repository-script.ts';
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

function finish(exitCode: number): void {
  process.exitCode = exitCode;
}
