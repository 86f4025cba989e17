import { findPython } from '@prefloop/cli/python';
import { z } from 'zod';
import { prepareScript } from './paths.ts';
import { runProgram } from './run-program.ts';

const event = z.object({
  state: z.string(),
  step: z.string().optional(),
  message: z.string().optional(),
  hint: z.string().optional(),
  python: z.string().optional(),
});

/** Makes the trainer's environment if it is not there yet, telling each step. Answers its interpreter. */
export async function preparePython(say: (text: string) => void): Promise<string> {
  const { python, tooOld } = await findPython();
  if (python === null) {
    const found = tooOld.length === 0 ? 'none was found' : `found only ${tooOld.join(', ')}`;
    throw new Error(
      `The trainer needs Python 3.11 or newer; ${found}. Install one (apt install python3-venv).`,
    );
  }
  let interpreter: string | null = null;
  let fault = '';
  let step = '';
  const result = await runProgram(python.command, [prepareScript, '--json'], {
    output: 'keep',
    onLine: (line) => {
      const parsed = event.safeParse(parseJson(line));
      if (!parsed.success) return;
      const told = parsed.data;
      if (told.python !== undefined) interpreter = told.python;
      if (told.state === 'failed') fault = [told.message, told.hint].filter(Boolean).join('\n');
      // One line a step: pip's own milestones are in the build's log.
      if (told.state !== 'ready' && told.state !== 'failed' && (told.step ?? told.state) !== step) {
        step = told.step ?? told.state;
        say(`Python environment: ${told.message ?? step}`);
      }
    },
  });
  if (interpreter !== null) return interpreter;
  throw new Error(`The Python environment could not be made.\n${fault || result.output}`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not an event: something else printed a line.
    return null;
  }
}
