// The training methods of the fake trainer: a loss that depends on the step alone, checkpoints and a model that are
// whole by their manifests, and whatever fault the first training row asks for ("fake: ..." in its prompt).
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const readLines = (path) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

function seal(folder, kind, step, spec) {
  const files = readdirSync(folder).map((path) => {
    const content = readFileSync(join(folder, path));
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { path, bytes: content.length, sha256 };
  });
  const { runId, epoch, configHash } = spec;
  const manifest = {
    version: 1,
    kind,
    runId,
    step,
    epoch,
    configHash,
    createdAt: new Date().toISOString(),
    files,
  };
  writeFileSync(join(folder, 'manifest.partial'), JSON.stringify(manifest));
  renameSync(join(folder, 'manifest.partial'), join(folder, 'manifest.json'));
}

function writeModel(folder, step, spec) {
  mkdirSync(folder, { recursive: true });
  const header = Buffer.from(
    JSON.stringify({ weight: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const write = (name, content) => writeFileSync(join(folder, name), content);
  write('model.safetensors', Buffer.concat([length, header, Buffer.alloc(16)]));
  write(
    'config.json',
    JSON.stringify({ model_type: 'llama', architectures: ['LlamaForCausalLM'], vocab_size: 7 }),
  );
  write('tokenizer.json', '{}');
  write(
    'tokenizer_config.json',
    JSON.stringify({ chat_template: 'x', eos_token: '<end>', pad_token: '<pad>' }),
  );
  const scoring = spec.method === 'reward' ? { scoring: { maxLength: 64, mean: 0, std: 1 } } : {};
  write('prefloop.json', JSON.stringify({ version: 1, source: `a fake ${spec.method} model`, ...scoring }));
  seal(folder, 'model', step, spec);
}

/** Runs the attempt; resolves with the exit code. `stopped` says whether the process was told to end. */
export async function train({ spec, tell, stopped }) {
  const wish = readLines(spec.dataset.train)[0].prompt.at(-1).content;
  const numberOf = (name, otherwise) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(wish)?.[1] ?? otherwise);
  /** What is asked for once is not done again by the attempt that follows. */
  const once = (name) => spec.attempt === 1 && new RegExp(`\\b${name}\\b`).test(wish);
  const total = numberOf('steps', 10);
  const checkpoints = join(spec.outputDir, 'checkpoints');
  const { saveSteps, evalSteps } = spec.params;
  const start =
    spec.resumeFrom === null ? 0 : JSON.parse(readFileSync(join(spec.resumeFrom, 'state.json'), 'utf8')).step;

  const evaluate = (step) => {
    tell('metric', { step, name: 'eval_loss', value: 100 + step });
    for (const { promptId, messages } of spec.samples === null ? [] : readLines(spec.samples.prompts)) {
      const completion = `answer of step ${step}`;
      tell('sample', { step, promptId, prompt: messages, completion, finishReason: 'stop' });
    }
  };
  const save = (step) => {
    const folder = join(checkpoints, `checkpoint-${step}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'state.json'), JSON.stringify({ step }));
    seal(folder, 'checkpoint', step, spec);
    tell('checkpoint', { step, manifest: `checkpoints/checkpoint-${step}/manifest.json` });
    const steps = readdirSync(checkpoints).map((name) => Number(name.replace('checkpoint-', '')));
    for (const old of steps.toSorted((a, b) => b - a).slice(2))
      rmSync(join(checkpoints, `checkpoint-${old}`), { recursive: true });
  };

  if (once('hang')) {
    // As Python's faulthandler does; `deaf` hears nothing at all.
    process.on('SIGUSR1', () => {
      process.stderr.write(
        `Current thread 0x1 (most recent call first):\n  File "/x/planted.py", line 7 in wait\n`,
      );
    });
    if (once('deaf')) process.on('SIGTERM', () => {});
  }
  tell('progress', { step: start, total, unit: 'step' });
  if (start % evalSteps === 0 || start === total) evaluate(start);
  for (let step = start + 1; step <= total; step += 1) {
    await delay(numberOf('delay', 2));
    if (step === numberOf('oom', 0) && spec.params.microBatch > numberOf('fits', 0)) {
      const message = 'OutOfMemoryError: tried to allocate 2 GiB';
      tell('failed', { code: 'OUT_OF_MEMORY', message, hint: 'Lower the micro-batch.' });
      return 1;
    }
    if (once('kill') && step === numberOf('kill', 0)) process.kill(process.pid, 'SIGKILL');
    while (once('hang') && step === numberOf('hang', 0) && !(stopped() && !once('deaf'))) await delay(50);
    if (step === numberOf('nan', 0)) {
      tell('metric', { step, name: 'loss', value: 'NaN' });
      tell('failed', {
        code: 'DIVERGED',
        message: `The loss is NaN at step ${step}.`,
        hint: 'Lower the rate.',
      });
      return 1;
    }
    tell('metric', { step, name: 'loss', value: 1 / step });
    tell('progress', { step, total, unit: 'step' });
    const evaluates = step === total || step % evalSteps === 0;
    if (evaluates || stopped() || step % saveSteps === 0) save(step);
    if (stopped()) {
      tell('finished', { reason: 'stopped', step, figures: {} });
      return 0;
    }
    if (evaluates) evaluate(step);
  }

  const model = join(spec.outputDir, 'model');
  if (once('torn-model')) {
    writeModel(model, total, spec);
    writeFileSync(join(model, 'model.safetensors'), 'something else');
  } else writeModel(model, total, spec);
  // Until the test has done what it wants to do while the model is there and nothing is told of it.
  while (once('linger') && !existsSync(join(spec.outputDir, 'go'))) await delay(50);
  tell('artifact', {
    name: 'model',
    path: 'model',
    manifest: 'model/manifest.json',
    bytes: statSync(model).size,
  });
  tell('finished', { reason: 'completed', step: total, figures: { eval_loss: 100 + total } });
  return 0;
}
