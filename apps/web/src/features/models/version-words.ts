import type { ModelSource, ModelVersionItem } from '@prefloop/contract';

export const originWords: Record<ModelVersionItem['origin'], string> = {
  bundled: 'bundled',
  folder: 'local folder',
  hub: 'Hub',
  endpoint: 'endpoint',
  trained: 'trained here',
};

/** The ways to register a model, in the order of choice. */
export const sources: readonly { value: ModelSource['origin']; label: string; does: string }[] = [
  {
    value: 'bundled',
    label: 'Bundled',
    does: 'SmolLM2-135M-Instruct, small enough for any machine. Comes from 4-bit weights. No download.',
  },
  {
    value: 'folder',
    label: 'Local folder',
    does: 'Safetensors weights with config and tokenizer on the worker machine. Can be trained.',
  },
  {
    value: 'hub',
    label: 'Hub',
    does: 'Fetched once by the worker, which needs a network for it. Can be trained.',
  },
  {
    value: 'endpoint',
    label: 'Endpoint',
    does: 'Any OpenAI-compatible server, such as vLLM, llama.cpp or a hosted one. Answers; cannot be trained here.',
  },
];

const large = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

function formatBytes(bytes: number): string {
  const [size, unit] = bytes < 1e6 ? [1e3, 'kB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${large.format(bytes / size)} ${unit}`;
}

/** What is known of a version, as label and text, in reading order. */
export function describeFacts(facts: Record<string, unknown>): [string, string][] {
  const lines: [string, string][] = [];
  const add = (label: string, value: unknown, tell: (value: never) => string) => {
    if (value !== undefined && value !== null) lines.push([label, tell(value as never)]);
  };
  add('Architecture', facts.architecture, String);
  add('Parameters', facts.parameters, (count: number) => large.format(count));
  add('Size', facts.bytes, formatBytes);
  add('Number type', facts.dtypes, (types: string[]) => types.join(', '));
  add('Context', facts.contextTokens, (tokens: number) => `${large.format(tokens)} tokens`);
  add('Source', facts.source, String);
  return lines;
}
