import { z } from 'zod';
import { prepareScript } from '../paths.ts';
import { runCommand } from '../process/run-command.ts';
import { findPython, type Python } from '../tools/python.ts';
import { type Check, failed, gigabytes, ok, warning } from './check.ts';

const torchFacts = z.object({
  torch: z.string(),
  gpus: z.array(z.object({ name: z.string(), free: z.number(), total: z.number() })),
});

const torchProbe = `
import json, torch
gpus = []
for i in range(torch.cuda.device_count()):
    free, total = torch.cuda.mem_get_info(i)
    gpus.append({"name": torch.cuda.get_device_name(i), "free": free, "total": total})
print(json.dumps({"torch": torch.__version__, "gpus": gpus}))
`;

/** Python, the trainer's environment with its torch, and the GPU as torch sees it. */
export async function checkTraining(): Promise<Check[]> {
  const { python, tooOld } = await findPython();
  if (python === null) {
    const found = tooOld.length === 0 ? 'none found' : `only ${tooOld.join(', ')}`;
    const fix =
      'Install Python 3.11 or newer with its venv module (apt install python3-venv). Labeling works without.';
    return [failed('python', found, fix), await checkDriver()];
  }
  const first = ok('python', `${python.version} (${python.command})`);
  const interpreter = await preparedInterpreter(python);
  if (interpreter === null) {
    const fix = `It is made in the background after npm start; or now: ${python.command} ${prepareScript}`;
    return [first, warning('environment', 'not prepared yet', fix), await checkDriver()];
  }
  return [first, ...(await checkTorch(interpreter))];
}

async function preparedInterpreter(python: Python): Promise<string | null> {
  const result = await runCommand(python.command, [prepareScript, '--where']);
  return result.code === 0 ? result.stdout.trim() : null;
}

async function checkTorch(interpreter: string): Promise<Check[]> {
  const result = await runCommand(interpreter, ['-c', torchProbe]);
  if (result.code !== 0) {
    const reason = result.stderr.trim().split('\n').at(-1) ?? 'no reason given';
    const fix = 'Delete the environment folder that holds this interpreter; it is made anew.';
    return [failed('environment', `${interpreter}: torch cannot be imported: ${reason}`, fix)];
  }
  const { torch, gpus } = torchFacts.parse(JSON.parse(result.stdout));
  const environment = ok('environment', `torch ${torch} (${interpreter})`);
  if (gpus.length === 0) return [environment, await checkDriver()];
  const named = gpus.map((gpu) => `${gpu.name}, ${gigabytes(gpu.free)} of ${gigabytes(gpu.total)} free`);
  return [environment, ok('gpu', named.join('; '))];
}

/** Without torch's own word: whether the driver lists a GPU that torch could use. */
async function checkDriver(): Promise<Check> {
  const query = ['--query-gpu=name,memory.free,memory.total', '--format=csv,noheader'];
  // No such program: no NVIDIA driver.
  const result = await runCommand('nvidia-smi', query).catch(() => null);
  if (result?.code !== 0) return ok('gpu', 'none; runs use the CPU');
  const listed = result.stdout.trim().split('\n').join('; ');
  return warning(
    'gpu',
    `the driver lists ${listed}, torch does not use it yet`,
    'Prepare the environment, then look again.',
  );
}
