import { CliError } from './cli-error.ts';
import { buildProgram } from './program.ts';

// A terminal that was closed, or a reader that went away (`| head`), must not end what we look after.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  await buildProgram((text) => console.log(text)).parseAsync();
} catch (error) {
  // An expected failure is told in words; anything else is a defect and shows where it happened.
  if (error instanceof CliError) console.error(`${error.message}\n${error.remedy}`);
  else console.error(error);
  process.exitCode = error instanceof CliError ? error.exitCode : 1;
}
