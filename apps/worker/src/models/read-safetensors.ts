import { open } from 'node:fs/promises';
import { z } from 'zod';
import { unusable } from './unusable.ts';

const longestHeader = 100 * 1024 * 1024;
const tensor = z.object({
  dtype: z.string(),
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const header = z.record(z.string(), z.unknown());

export type WeightFacts = { parameters: number; dtypes: string[] };

/**
 * Reads the header of a safetensors file: the number of parameters and their types. Refuses a header that is too
 * long for the file, or tensors that overlap, leave gaps or end beyond it.
 * @see the format's own description: 8 bytes of length, JSON, then the tensors one after the other
 */
export async function readSafetensors(path: string): Promise<WeightFacts> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const prefix = Buffer.alloc(8);
    if ((await file.read(prefix, 0, 8, 0)).bytesRead < 8)
      throw unusable(`${path} is not a safetensors file.`);
    const length = Number(prefix.readBigUInt64LE());
    if (length > longestHeader || length > size - 8) {
      throw unusable(`${path} is cut off or not a safetensors file: its header claims ${length} bytes.`);
    }
    const text = Buffer.alloc(length);
    await file.read(text, 0, length, 8);
    return factsOf(path, text.toString('utf8'), size - 8 - length);
  } finally {
    await file.close();
  }
}

function factsOf(path: string, text: string, dataBytes: number): WeightFacts {
  let entries: [string, unknown][];
  try {
    entries = Object.entries(header.parse(JSON.parse(text)));
  } catch (cause) {
    throw unusable(`${path} has a header that is not JSON.`, cause);
  }
  const tensors = entries
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => {
      const parsed = tensor.safeParse(value);
      if (!parsed.success) throw unusable(`${path}: the entry of tensor "${name}" is malformed.`);
      return parsed.data;
    })
    .sort((a, b) => a.data_offsets[0] - b.data_offsets[0]);
  let end = 0;
  for (const { data_offsets } of tensors) {
    if (data_offsets[0] !== end || data_offsets[1] < data_offsets[0]) {
      throw unusable(`${path}: its tensors overlap or leave gaps.`);
    }
    end = data_offsets[1];
  }
  if (end !== dataBytes)
    throw unusable(`${path} is cut off: ${end} bytes of weights told, ${dataBytes} found.`);
  return {
    parameters: tensors.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0),
    dtypes: [...new Set(tensors.map(({ dtype }) => dtype))].sort(),
  };
}
