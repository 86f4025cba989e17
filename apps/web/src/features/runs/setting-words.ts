/** Settings of a run in words; one that is not here is shown under its own name. */
const labels: Record<string, string> = {
  samplesPerPrompt: 'Answers per prompt',
  temperature: 'Temperature',
  topP: 'Top-p',
  topK: 'Top-k',
  maxNewTokens: 'Longest answer, in tokens',
  maxPromptTokens: 'Longest prompt, in tokens',
  seed: 'Seed',
  systemPrompt: 'System prompt',
  tokenBudget: 'Tokens in a batch',
  concurrency: 'Requests at a time',
  prompts: 'Choice of prompts',
  preset: 'Preset',
  modelName: 'Name of the model',
  samples: 'Fixed prompts',
  trackers: 'Figures also go to',
};

const choiceWords: Record<string, (value: unknown) => string> = {
  search: (value) => `with "${String(value)}"`,
  taskTypes: (value) => listOf(value),
  languages: (value) => `in ${listOf(value)}`,
  tags: (value) => `tagged ${listOf(value)}`,
  sources: (value) => `from ${listOf(value)}`,
  heldOut: (value) => (value ? 'held out only' : 'without held-out ones'),
  ids: (value) => `${Array.isArray(value) ? value.length : 0} named one by one`,
  limit: (value) => `at most ${String(value)}`,
};

/** A run's settings as label and text, in the form's order; what was left out is left out here too. */
export function describeSettings(config: Record<string, unknown>): [string, string][] {
  const order = Object.keys(labels);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(config)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => [labels[name] ?? name, name === 'prompts' ? describeChoice(value) : tell(value)]);
}

function describeChoice(choice: unknown): string {
  const entries = typeof choice === 'object' && choice !== null ? Object.entries(choice) : [];
  const parts = entries.flatMap(([name, value]) => {
    const words = choiceWords[name];
    return words ? [words(value)] : [];
  });
  return parts.length === 0 ? 'all' : parts.join(', ');
}

function listOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** The names that a setting's own parts have, where it is made of some. */
const partLabels: Record<string, string> = { count: 'number', maxNewTokens: 'tokens at most' };

function tell(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return listOf(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${partLabels[name] ?? name} ${String(part)}`)
    .join(', ');
}
