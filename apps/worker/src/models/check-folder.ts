import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { readSafetensors } from './read-safetensors.ts';
import { unusable } from './unusable.ts';

/** Files that loading may execute, or that hold pickles. */
const refused = /\.(bin|pt|pth|pkl|pickle|ckpt|joblib|npz?|h5|msgpack|py|pyc|so|dll|dylib|sh)$/i;
const mostFiles = 2000;
const largestJson = 64 * 1024 * 1024;

const config = z.looseObject({
  model_type: z.string(),
  architectures: z.array(z.string()).optional(),
  max_position_embeddings: z.number().optional(),
  vocab_size: z.number().optional(),
  hidden_size: z.number().optional(),
  num_hidden_layers: z.number().optional(),
});
const tokenText = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const tokenizerConfig = z.looseObject({
  chat_template: z.unknown().optional(),
  eos_token: tokenText,
  pad_token: tokenText,
});
const note = z.looseObject({ source: z.string() });

/** Whether `path`, links followed, lies in one of the folders. Roots that do not exist allow nothing. */
async function isWithin(path: string, roots: string[]): Promise<boolean> {
  for (const root of roots) {
    const real = await realpath(root).catch(() => null);
    if (real === null) continue;
    const way = relative(real, path);
    if (way === '' || (!way.startsWith('..') && !isAbsolute(way))) return true;
  }
  return false;
}

/** The folder with links followed, refused when it is not below one of the allowed roots. */
export async function allowedFolder(path: string, roots: string[]): Promise<string> {
  if (!isAbsolute(path)) throw unusable(`"${path}" is not an absolute path.`);
  const allowed = roots.map((root) => resolve(root)).join(', ');
  const real = await realpath(path).catch(() => null);
  // One answer for what is missing and what is outside: a path must not tell what lies on the machine.
  if (real === null || !(await isWithin(real, roots))) {
    throw unusable(
      `The worker finds no folder "${path}" within the allowed ones (${allowed}). ` +
        'Copy or mount the model there, or allow its folder by PREFLOOP_MODEL_ROOTS.',
    );
  }
  return real;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return undefined;
  if (text.length > largestJson) throw unusable(`${path} is over ${largestJson} bytes.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(`${path} is not JSON.`, cause);
  }
}

function textOf(token: z.infer<typeof tokenText>): string | null {
  return typeof token === 'string' ? token : (token?.content ?? null);
}

/**
 * Looks whether a folder holds a model that can be loaded without running anybody's code: config.json, a fast
 * tokenizer with chat template and a pad token of its own, whole safetensors, and nothing executable.
 * Answers what is known of it; throws MODEL_UNUSABLE with the reason and the remedy.
 */
export async function checkFolder(folder: string): Promise<Record<string, unknown>> {
  const files = await listFiles(folder);
  const bad = files.find((file) => refused.test(file));
  if (bad !== undefined) {
    throw unusable(
      `The folder holds ${bad}: loading such a file can run code. Keep only safetensors weights, JSON and text.`,
    );
  }
  const parsed = config.safeParse(await readJson(join(folder, 'config.json')));
  if (!parsed.success) throw unusable('The folder has no usable config.json with a model_type.');
  await refuseForeignCode(folder, files);
  const weights = await readWeights(folder, files);
  const tokens = await checkTokenizer(folder, files);
  const about = note.safeParse(await readJson(join(folder, 'prefloop.json')));
  return {
    ...weights,
    architecture: parsed.data.architectures?.[0] ?? parsed.data.model_type,
    modelType: parsed.data.model_type,
    contextTokens: parsed.data.max_position_embeddings ?? null,
    vocabulary: parsed.data.vocab_size ?? null,
    hiddenSize: parsed.data.hidden_size ?? null,
    layers: parsed.data.num_hidden_layers ?? null,
    ...tokens,
    ...(about.success ? { source: about.data.source } : {}),
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw unusable(`${folder} cannot be read by the worker.`, cause);
  });
  if (entries.length > mostFiles)
    throw unusable(`The folder holds more than ${mostFiles} files: no model does.`);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (entry.isSymbolicLink() && !(await staysInside(folder, path))) {
      throw unusable(`${name} is a link that leads out of the model's folder.`);
    }
    if (!entry.isDirectory()) found.push(name);
  }
  return found;
}

/** Links may lead to files of the same folder, and, in a Hub cache, to the blobs that its snapshots are made of. */
async function staysInside(folder: string, link: string): Promise<boolean> {
  const target = await realpath(link).catch(() => null);
  if (target === null || !(await lstat(target)).isFile()) return false;
  const isSnapshot = basename(dirname(folder)) === 'snapshots';
  return isWithin(target, isSnapshot ? [folder, resolve(folder, '../../blobs')] : [folder]);
}

async function refuseForeignCode(folder: string, files: string[]): Promise<void> {
  for (const file of files.filter((name) => name.endsWith('.json') && !name.includes('/'))) {
    const content = await readJson(join(folder, file));
    if (typeof content === 'object' && content !== null && 'auto_map' in content) {
      throw unusable(
        `${file} names code of its own (auto_map). Models that need foreign code are not taken.`,
      );
    }
  }
}

async function readWeights(folder: string, files: string[]) {
  const shards = files.filter((file) => file.endsWith('.safetensors') && !file.includes('/'));
  if (shards.length === 0) throw unusable('The folder has no *.safetensors weights. Convert them first.');
  let parameters = 0;
  let bytes = 0;
  const dtypes = new Set<string>();
  for (const shard of shards) {
    const facts = await readSafetensors(join(folder, shard));
    parameters += facts.parameters;
    for (const dtype of facts.dtypes) dtypes.add(dtype);
    bytes += (await lstat(await realpath(join(folder, shard)))).size;
  }
  return { parameters, bytes, dtypes: [...dtypes].sort() };
}

async function checkTokenizer(folder: string, files: string[]) {
  if (!files.includes('tokenizer.json'))
    throw unusable('The folder has no tokenizer.json (a fast tokenizer).');
  const parsed = tokenizerConfig.safeParse(await readJson(join(folder, 'tokenizer_config.json')));
  if (!parsed.success) throw unusable('The folder has no usable tokenizer_config.json.');
  const template = await readTemplate(folder, parsed.data.chat_template);
  if (template === null) {
    throw unusable(
      'The tokenizer has no chat template: it is no chat model. Add one to tokenizer_config.json.',
      undefined,
      { chatTemplate: 'missing' },
    );
  }
  const pad = textOf(parsed.data.pad_token);
  if (pad === null || pad === textOf(parsed.data.eos_token)) {
    const end = textOf(parsed.data.eos_token);
    const state = pad === null ? 'no pad token' : 'the pad token equal to the end token';
    throw unusable(
      `The tokenizer has ${state}, so a finished answer could not be told from padding. ` +
        'Give it a pad token of its own in tokenizer_config.json.',
      undefined,
      // Without a pad token of its own it would pad with its end token.
      { padToken: pad ?? end, endToken: end },
    );
  }
  // A template that trims takes blanks off an answer's ends before they can run into what stands around it.
  const chatTemplate = /\|\s*trim\b/.test(template) ? 'trims' : 'as written';
  return { padToken: pad, endToken: textOf(parsed.data.eos_token), chatTemplate };
}

/** The chat template's text, wherever it stands; several templates by name count as one text. Null: there is none. */
async function readTemplate(folder: string, inConfig: unknown): Promise<string | null> {
  if (inConfig) return typeof inConfig === 'string' ? inConfig : JSON.stringify(inConfig);
  return readFile(join(folder, 'chat_template.jinja'), 'utf8').catch(() => null);
}
