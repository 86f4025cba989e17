#!/usr/bin/env node
// Stands in for the Python interpreter in the worker's fault tests: `fake-trainer -m trainer SPEC.json`. It obeys
// the trainer's contract and misbehaves on request: the first prompt that begins with "fake:" says how.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { train } from './fake-training.mjs';

const [, , , module, argument] = process.argv;
if (module !== 'trainer') {
  process.stderr.write(`no module named ${module}\n`);
  process.exit(1);
}

const spec = JSON.parse(readFileSync(argument, 'utf8'));
mkdirSync(spec.outputDir, { recursive: true });
const events = join(spec.outputDir, 'events.jsonl');
const responses = join(spec.outputDir, 'responses.jsonl');
let seq = 0;
const tell = (kind, fields) => {
  seq += 1;
  const line = { seq, epoch: spec.epoch, time: new Date().toISOString(), kind, ...fields };
  appendFileSync(events, `${JSON.stringify(line)}\n`);
};

let stop = false;
process.on('SIGTERM', () => {
  stop = true;
});
process.stdin.on('end', () => process.exit(4)).resume();

function tellStart(resumedFromStep) {
  tell('started', {
    method: spec.method,
    device: 'cpu',
    deviceName: 'no processor at all',
    precision: 'fp32',
    threads: 1,
    processes: 1,
    resumedFromStep,
    versions: { fake: '1' },
  });
}

if (spec.method !== 'generate') {
  tellStart(null);
  // Left to itself the pipe of stdin would keep this process alive.
  process.exit(await train({ spec, tell, stopped: () => stop }));
}

const prompts = readFileSync(spec.prompts, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const wish =
  prompts.map(({ messages }) => messages.at(-1).content).find((text) => text.startsWith('fake:')) ?? '';
const asked = (name) => new RegExp(`\\b${name}\\b`).test(wish);
const numberOf = (name, otherwise) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(wish)?.[1] ?? otherwise);

if (asked('flood')) for (let n = 0; n < 200; n += 1) process.stdout.write(`${'x'.repeat(100_000)}\n`);
if (asked('binary'))
  process.stderr.write(Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x33, 0x31, 0x6d, 0x0a]));
if (asked('family')) {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  writeFileSync(join(spec.outputDir, 'family.pid'), String(child.pid));
}

// As the real one does: what lies in the folder already is not made again.
const taken = existsSync(responses) ? readFileSync(responses, 'utf8') : '';
const done = new Set();
for (const line of taken.split('\n').filter((text) => text.endsWith('}'))) {
  const row = JSON.parse(line);
  done.add(`${row.versionId} ${row.promptId} ${row.sampleIndex}`);
}
tellStart(done.size || null);
if (asked('fail')) {
  tell('failed', {
    code: 'DATA_INVALID',
    message: 'The data is not to my liking.',
    hint: 'Bring other data.',
  });
  process.exit(1);
}
if (asked('stranger')) tell('greeting', { text: 'a kind of event from the future' });

const wanted = spec.models.flatMap(({ versionId }) =>
  prompts.flatMap(({ promptId }) =>
    Array.from({ length: spec.params.samplesPerPrompt }, (_, sampleIndex) => ({
      versionId,
      promptId,
      sampleIndex,
    })),
  ),
);
const total = wanted.length;
for (const { versionId, promptId, sampleIndex } of wanted) {
  if (done.has(`${versionId} ${promptId} ${sampleIndex}`)) continue;
  await delay(numberOf('delay', 5));
  // Deaf: it goes on whatever it is told, as a trainer within one very long step would.
  while (asked('deaf')) await delay(1_000);
  if (stop) {
    tell('finished', { reason: 'stopped', step: done.size, figures: {} });
    process.exit(0);
  }
  const text = `answer ${sampleIndex} to ${promptId}`;
  const row = { promptId, versionId, sampleIndex, text, finishReason: 'stop', tokens: 4, promptTokens: 9 };
  const line = JSON.stringify({ ...row, logprob: -1.5, seed: Number.MAX_SAFE_INTEGER });
  if (asked('torn')) {
    appendFileSync(responses, line.slice(0, 20));
    await delay(300);
    appendFileSync(responses, `${line.slice(20)}\n`);
  } else appendFileSync(responses, `${line}\n`);
  done.add(`${versionId} ${promptId} ${sampleIndex}`);
  tell('progress', { step: done.size, total, unit: 'response' });
  tell('metric', { step: done.size, name: 'tokens_per_second', value: 100 + done.size });
  if (asked('nan')) tell('metric', { step: done.size, name: 'loss', value: 'NaN' });
  if (done.size >= numberOf('crash', Number.POSITIVE_INFINITY)) {
    process.stderr.write('Traceback: the bottom fell out\n');
    process.exit(7);
  }
}
tell('artifact', { name: 'responses', path: 'responses.jsonl', manifest: null, bytes: 1 });
tell('finished', { reason: 'completed', step: done.size, figures: { responses: done.size } });
// Left to itself the pipe of stdin would keep this process alive.
process.exit(0);
