import { runChecks } from './runner/check-steps.ts';
import { summarise } from './runner/outcome.ts';
import { preparePython } from './runner/python-environment.ts';

const say = (text: string) => console.log(text);
const { text, ok } = summarise(await runChecks(await preparePython(say), say));
say(`\n${text}`);
process.exitCode = ok ? 0 : 1;
