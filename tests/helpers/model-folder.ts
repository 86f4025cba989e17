import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A safetensors file with one tensor of four numbers. */
export function safetensors(
  header: unknown = { weight: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } },
  data = Buffer.alloc(16),
): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** Writes a folder that has all a model needs; `files` replaces or adds (null leaves out). */
export async function writeModelFolder(
  folder: string,
  files: Record<string, string | Buffer | null> = {},
): Promise<string> {
  const all: Record<string, string | Buffer | null> = {
    'config.json': JSON.stringify({
      model_type: 'llama',
      architectures: ['LlamaForCausalLM'],
      vocab_size: 7,
    }),
    'tokenizer.json': '{}',
    'tokenizer_config.json': JSON.stringify({ chat_template: 'x', eos_token: '<end>', pad_token: '<pad>' }),
    'model.safetensors': safetensors(),
    ...files,
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(all)) {
    if (content !== null) await writeFile(join(folder, name), content);
  }
  return folder;
}
