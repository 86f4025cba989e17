import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import { findModelVersion } from '@prefloop/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChatServer } from '../helpers/chat-server.ts';
import { safetensors, writeModelFolder } from '../helpers/model-folder.ts';
import { createWorkshop, type Workshop } from '../helpers/worker.ts';

let shop: Workshop;
let root: string;
let hub: Awaited<ReturnType<typeof startHub>>;

beforeAll(async () => {
  shop = await createWorkshop();
  root = await mkdtemp(join(tmpdir(), 'prefloop-models-'));
  hub = await startHub();
  await shop.worker({
    config: { modelRoots: [join(root, 'allowed')], hub: { url: hub.url, token: undefined, offline: false } },
  });
});
afterAll(async () => {
  await shop.close();
  await hub.close();
  await rm(root, { recursive: true, force: true });
});

/** Registers a version and waits for what the worker makes of it. */
async function prepare(origin: 'folder' | 'hub' | 'endpoint' | 'bundled', location: Record<string, unknown>) {
  const { id } = await shop.version({ origin, location, status: 'preparing' });
  await shop.queue.enqueue('prepare-model', { versionId: id });
  const settled = async () => (await findModelVersion(shop.db, id))?.status !== 'preparing';
  expect(await waitUntil(settled, { timeoutMs: 30_000 })).toBe(true);
  const version = await findModelVersion(shop.db, id);
  if (!version) throw new Error('the version is gone');
  return version;
}

async function prepareFolder(name: string, files: Parameters<typeof writeModelFolder>[1] = {}) {
  return prepare('folder', { path: await writeModelFolder(join(root, 'allowed', name), files) });
}

describe('a local folder', () => {
  it('is taken with what can be known of it', async () => {
    const version = await prepareFolder('good', { 'prefloop.json': '{"version":1,"source":"made by hand"}' });
    expect(version).toMatchObject({
      status: 'ready',
      error: null,
      facts: { parameters: 4, dtypes: ['F32'], architecture: 'LlamaForCausalLM', source: 'made by hand' },
    });
  });

  const template = { chat_template: 'x', eos_token: '<end>', pad_token: '<pad>' };
  it.each<[string, Parameters<typeof writeModelFolder>[1], RegExp]>([
    ['pickled weights', { 'pytorch_model.bin': 'x' }, /pytorch_model\.bin/],
    ['a pickle below it', { 'optimizer.pt': 'x' }, /optimizer\.pt/],
    ['code', { 'modeling_evil.py': 'x' }, /modeling_evil\.py/],
    ['code named in its config', { 'config.json': '{"model_type":"x","auto_map":{}}' }, /auto_map/],
    [
      'code named in its tokenizer',
      { 'tokenizer_config.json': JSON.stringify({ ...template, auto_map: {} }) },
      /tokenizer_config\.json names code/,
    ],
    ['no weights', { 'model.safetensors': null }, /no \*\.safetensors/],
    ['no config', { 'config.json': null }, /config\.json/],
    ['a config that is no JSON', { 'config.json': '{' }, /not JSON/],
    ['no tokenizer', { 'tokenizer.json': null }, /tokenizer\.json/],
    [
      'no chat template',
      { 'tokenizer_config.json': '{"eos_token":"a","pad_token":"b"}' },
      /no chat template/,
    ],
    [
      'padding that is the ending',
      { 'tokenizer_config.json': '{"chat_template":"x","eos_token":"a","pad_token":{"content":"a"}}' },
      /pad token equal to the end token/,
    ],
    ['no padding', { 'tokenizer_config.json': '{"chat_template":"x","eos_token":"a"}' }, /no pad token/],
    ['weights that are cut off', { 'model.safetensors': safetensors(undefined, Buffer.alloc(7)) }, /cut off/],
    ['weights of eight bytes', { 'model.safetensors': Buffer.alloc(8, 255) }, /cut off or not a safetensors/],
    ['weights of nothing', { 'model.safetensors': Buffer.alloc(3) }, /not a safetensors/],
    [
      'tensors that overlap',
      {
        'model.safetensors': safetensors({
          a: { dtype: 'F32', shape: [4], data_offsets: [0, 16] },
          b: { dtype: 'F32', shape: [2], data_offsets: [8, 16] },
        }),
      },
      /overlap or leave gaps/,
    ],
    [
      'a header that is no JSON',
      { 'model.safetensors': Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{]')]) },
      /not JSON/,
    ],
  ])('with %s is refused', async (name, files, reason) => {
    const version = await prepareFolder(name.replaceAll(' ', '-'), files);
    expect(version.status).toBe('failed');
    expect(version.error).toMatch(reason);
  });

  it.each<[string, string, Record<string, unknown>]>([
    [
      'as it is',
      '{"chat_template":"{{ m.content }}","eos_token":"a","pad_token":"b"}',
      { chatTemplate: 'as written' },
    ],
    [
      'without the blanks around it',
      '{"chat_template":"{{ m.content | trim }}","eos_token":"a","pad_token":"b"}',
      { chatTemplate: 'trims' },
    ],
    ['by no template', '{"eos_token":"a","pad_token":"b"}', { chatTemplate: 'missing' }],
    ['with the end as padding', '{"chat_template":"x","eos_token":"a"}', { padToken: 'a', endToken: 'a' }],
  ])('tells launches how an answer is written down: %s', async (name, tokenizer, facts) => {
    const version = await prepareFolder(`told-${name.replaceAll(' ', '-')}`, {
      'tokenizer_config.json': tokenizer,
    });
    expect(version.facts).toMatchObject(facts);
  });

  it('outside of the allowed ones looks the same as one that does not exist', async () => {
    const outside = await prepare('folder', { path: await writeModelFolder(join(root, 'outside')) });
    const missing = await prepare('folder', { path: join(root, 'nowhere') });
    expect(outside.status).toBe('failed');
    expect(outside.error?.replace('outside', 'nowhere')).toBe(missing.error);
    expect(outside.error).toContain('PREFLOOP_MODEL_ROOTS');
  });

  it.each(['relative/path', '../escape', ''])('given as "%s" is refused', async (path) => {
    expect((await prepare('folder', { path })).error).toContain('not an absolute path');
  });

  it('that is left by dots or by a link is refused', async () => {
    await writeModelFolder(join(root, 'secret'));
    await mkdir(join(root, 'allowed'), { recursive: true });
    await symlink(join(root, 'secret'), join(root, 'allowed', 'link'));
    for (const path of [join(root, 'allowed', 'link'), `${root}/allowed/../secret`, `${root}/allowed-not`]) {
      expect((await prepare('folder', { path })).error).toContain('no folder');
    }
  });

  it('with a link to the outside is refused', async () => {
    const folder = await writeModelFolder(join(root, 'allowed', 'linked'));
    await writeFile(join(root, 'passwords'), 'x');
    await symlink(join(root, 'passwords'), join(folder, 'vocab.json'));
    expect((await prepare('folder', { path: folder })).error).toContain('vocab.json is a link');
  });
});

describe('an endpoint', () => {
  it('is taken when it lists the model', async () => {
    const server = await startChatServer(() => ({ status: 500, body: {} }), ['a', 'b']);
    expect(await prepare('endpoint', { baseUrl: server.url, model: 'b' })).toMatchObject({
      status: 'ready',
      facts: { modelsListed: 2 },
    });
    expect((await prepare('endpoint', { baseUrl: server.url, model: 'c' })).error).toMatch(
      /no model "c".*a, b/,
    );
    await server.close();
  });

  it('is taken when it has no list of models', async () => {
    const server = await startChatServer(() => ({ status: 500, body: {} }), null);
    expect((await prepare('endpoint', { baseUrl: server.url, model: 'b' })).status).toBe('ready');
    await server.close();
  });

  it('that is not there is named so', async () => {
    const { error } = await prepare('endpoint', { baseUrl: 'http://127.0.0.1:9/v1', model: 'b' });
    expect(error).toMatch(/cannot be reached/);
  });

  it.each([
    'http://169.254.169.254/v1',
    'http://[fe80::1]/v1',
    'http://0.0.0.0/v1',
    'http://[::ffff:169.254.169.254]/v1',
  ])('at %s is never asked', async (baseUrl) => {
    expect((await prepare('endpoint', { baseUrl, model: 'b' })).error).toMatch(/no endpoint may have/);
  });

  it('that redirects is not followed', async () => {
    const target = await startChatServer(() => ({ status: 200, body: {} }), ['b']);
    const server = createServer((_request, response) => {
      response.writeHead(302, { location: `${target.url}/models` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { status } = await prepare('endpoint', { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'b' });
    expect(status).toBe('failed');
    await new Promise((resolve) => server.close(resolve));
    await target.close();
  });
});

/** As much of the Hub's API as fetching a model takes. */
async function startHub() {
  const files: Record<string, string | Buffer> = {
    'config.json': '{"model_type":"llama"}',
    'tokenizer.json': '{}',
    'tokenizer_config.json': '{"chat_template":"x","eos_token":"a","pad_token":"b"}',
    'model.safetensors': safetensors(),
    'pytorch_model.bin': 'never asked for',
    'README.md': 'neither',
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(`${request.method} ${url}`);
    const tree = /^\/api\/models\/good\/model\/tree\//.test(url);
    if (tree) {
      const entries = Object.entries(files).map(([path, content]) => ({
        type: 'file',
        path,
        size: content.length,
        oid: 'x',
      }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(entries));
      return;
    }
    const file = files[/^\/good\/model\/resolve\/[^/]+\/(.+?)(\?.*)?$/.exec(url)?.[1] ?? ''];
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Repository not found"}');
      return;
    }
    const body = Buffer.from(file);
    const range = /bytes=(\d+)-(\d+)?/.exec(request.headers.range ?? '');
    const from = Number(range?.[1] ?? 0);
    const to = Math.min(Number(range?.[2] ?? body.length - 1), body.length - 1);
    response.writeHead(range ? 206 : 200, {
      etag: '"x"',
      'content-length': to - from + 1,
      ...(range ? { 'content-range': `bytes ${from}-${to}/${body.length}` } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body.subarray(from, to + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

describe('a Hub repository', () => {
  it('is fetched: weights, tokenizer and nothing else', async () => {
    const version = await prepare('hub', { repository: 'good/model', revision: 'main' });
    expect(version.error).toBeNull();
    expect(version).toMatchObject({ status: 'ready', facts: { parameters: 4 } });
    const names = await readdir(join(shop.dataFolder, 'models', version.id));
    expect(names.toSorted()).toEqual([
      'config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(hub.asked.some((line) => line.includes('pytorch_model'))).toBe(false);
  });

  it('that does not exist is named so, and leaves nothing behind', async () => {
    const version = await prepare('hub', { repository: 'no/such', revision: 'main' });
    expect(version.error).toContain('no no/such (main)');
    expect(await readdir(join(shop.dataFolder, 'models'))).not.toContain(`${version.id}.partial`);
  });
});

it('the bundled model that cannot be converted says why', async () => {
  const version = await prepare('bundled', {});
  expect(version).toMatchObject({ status: 'failed' });
  expect(version.error).toContain('no module named trainer.smollm2');
});
