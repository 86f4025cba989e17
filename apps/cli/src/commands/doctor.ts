import { type Check, ok, warning } from '../doctor/check.ts';
import { checkDisk, checkMemory, checkNode, checkPackages } from '../doctor/machine.ts';
import { checkPostgres, checkQueue } from '../doctor/stores.ts';
import { checkTraining } from '../doctor/training.ts';
import type { CliEnv } from '../env.ts';
import { findChromium, isProgram } from '../tools/chromium.ts';

export interface DoctorOptions {
  json: boolean;
  /** Only what the platform itself needs to run: database and queue. */
  services: boolean;
}

const marks = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' };

/** Looks at everything Prefloop stands on; each finding is ok or comes with its fix. Answers 1 if one failed. */
export async function doctor(
  env: CliEnv,
  dataDir: string,
  options: DoctorOptions,
  say: (text: string) => void,
): Promise<number> {
  const checks = options.services ? await checkServices(env, dataDir) : await checkAll(env, dataDir);
  const healthy = checks.every((check) => check.status !== 'failed');
  if (options.json) say(JSON.stringify({ ok: healthy, checks }));
  else for (const check of checks) say(describeCheck(check));
  return healthy ? 0 : 1;
}

function describeCheck(check: Check): string {
  const line = `${marks[check.status]}  ${check.name.padEnd(12)} ${check.detail}`;
  return check.fix === undefined ? line : `${line}\n${' '.repeat(22)}→ ${check.fix}`;
}

async function checkServices(env: CliEnv, dataDir: string): Promise<Check[]> {
  return [await checkPostgres(env, dataDir), await checkQueue(env)];
}

async function checkAll(env: CliEnv, dataDir: string): Promise<Check[]> {
  return [
    checkNode(),
    await checkPackages(),
    ...(await checkTraining()),
    checkMemory(),
    await checkDisk(dataDir),
    ...(await checkServices(env, dataDir)),
    await checkChromium(),
  ];
}

async function checkChromium(): Promise<Check> {
  const fix = 'Only the browser tests need one: apt install chromium, or name one in PREFLOOP_CHROMIUM.';
  const program = await findChromium();
  if (program === null) return warning('chromium', 'none found', fix);
  if (!(await isProgram(program))) return warning('chromium', `${program} is not a program`, fix);
  return ok('chromium', program);
}
