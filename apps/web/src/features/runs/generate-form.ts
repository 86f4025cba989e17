import type { GenerateConfig, PromptChoice } from '@prefloop/contract';
import type { Launch } from './runs-query.ts';

/** The fields of the form as people fill them; an empty number is none. */
export type GenerateValues = {
  versionIds: string[];
  taskTypes: string[];
  limit: number | '';
  samplesPerPrompt: number | '';
  temperature: number | '';
  maxNewTokens: number | '';
  name: string;
  tags: string[];
  heldOut: 'any' | 'only' | 'without';
  choiceSeed: number | '';
  topP: number | '';
  topK: number | '';
  seed: number | '';
  systemPrompt: string;
  maxPromptTokens: number | '';
  tokenBudget: number | '';
  concurrency: number | '';
  device: 'auto' | 'cpu' | 'cuda';
  precision: 'auto' | 'fp32' | 'bf16';
  threads: number | '';
  /** What a document says of the choice of prompts and the form does not ask. */
  choice: Pick<PromptChoice, 'search' | 'languages' | 'sources' | 'ids'>;
};

export const initialValues: GenerateValues = {
  versionIds: [],
  taskTypes: [],
  limit: 30,
  samplesPerPrompt: 2,
  temperature: 0.8,
  maxNewTokens: 200,
  name: '',
  tags: [],
  heldOut: 'any',
  choiceSeed: 0,
  topP: 0.95,
  topK: 0,
  seed: 0,
  systemPrompt: '',
  maxPromptTokens: 1024,
  tokenBudget: 8192,
  concurrency: 4,
  device: 'auto',
  precision: 'auto',
  threads: '',
  choice: {},
};

type Given = Record<string, unknown>;

/** Leaves out what was left empty, so that the API's own default holds. */
function given(values: Given): Given {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** What the form says, as the API takes it. Null while no model is chosen: there is nothing to look at yet. */
export function launchOf(values: GenerateValues): Launch | null {
  if (values.versionIds.length === 0) return null;
  const {
    device,
    precision,
    threads,
    name,
    systemPrompt,
    versionIds,
    taskTypes,
    tags,
    limit,
    choiceSeed,
    heldOut,
  } = values;
  const prompts = given({
    ...values.choice,
    taskTypes,
    tags,
    limit,
    seed: choiceSeed,
    heldOut: heldOut === 'any' ? undefined : heldOut === 'only',
  });
  const config = given({
    versionIds,
    prompts,
    samplesPerPrompt: values.samplesPerPrompt,
    temperature: values.temperature,
    maxNewTokens: values.maxNewTokens,
    topP: values.topP,
    topK: values.topK,
    seed: values.seed,
    systemPrompt: systemPrompt.trim(),
    maxPromptTokens: values.maxPromptTokens,
    tokenBudget: values.tokenBudget,
    concurrency: values.concurrency,
    device: given({ kind: device, precision, threads }),
  });
  // The API checks it against the very schema this type comes from, and answers by field.
  return { method: 'generate', ...given({ name: name.trim() }), config } as Launch;
}

/** What fills in the form so that it says the same as a launch. */
export function generateValuesOf({
  name,
  config,
}: {
  name?: string | undefined;
  config: GenerateConfig;
}): GenerateValues {
  const { prompts, device, systemPrompt, versionIds, ...rest } = config;
  const { taskTypes = [], tags = [], limit = '', seed: choiceSeed, heldOut, ...choice } = prompts;
  return {
    ...initialValues,
    ...rest,
    versionIds,
    taskTypes,
    tags,
    limit,
    choiceSeed,
    choice,
    heldOut: heldOut === undefined ? 'any' : heldOut ? 'only' : 'without',
    name: name ?? '',
    systemPrompt: systemPrompt ?? '',
    device: device.kind,
    precision: device.precision,
    threads: device.threads ?? '',
  };
}
