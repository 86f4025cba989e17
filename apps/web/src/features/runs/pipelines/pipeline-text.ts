import { isReinforced, type TrainingMethod, type TrainingPreset } from '@prefloop/contract';

/** What the form asks for. Names are those that documents know: "SmolLM2 v1", "round 1". */
export type PipelineValues = {
  name: string;
  base: string | null;
  demonstrations: string | null;
  preferences: string | null;
  methods: TrainingMethod[];
  preset: TrainingPreset;
  evaluate: boolean;
  prompts: number | '';
  onError: 'stop' | 'continue';
  hours: number | '';
  /** The step to run with several values, of which parameter, and which values. */
  sweep: { step: string | null; parameter: string | null; values: string };
};

export const initialPipeline: PipelineValues = {
  name: '',
  base: null,
  demonstrations: null,
  preferences: null,
  methods: ['dpo'],
  preset: 'lora',
  evaluate: true,
  prompts: 100,
  onError: 'stop',
  hours: '',
  sweep: { step: null, parameter: null, values: '' },
};

/** Methods that stand behind the first fine-tuning, each of which starts from its model. */
export const policyMethods = [
  'dpo',
  'orpo',
  'simpo',
  'ppo',
  'grpo',
  'rloo',
  'online_dpo',
  'expert_iteration',
] as const satisfies TrainingMethod[];

type Step = { key: string; method: TrainingMethod | 'evaluate'; lines: string[] };

/** The steps that the form comes to, in the order in which they go. */
export function stepsOf(values: PipelineValues): Step[] {
  const { base, demonstrations, preferences, methods, preset, evaluate } = values;
  const start = demonstrations === null ? name(base) : 'sft';
  const judged = evaluate || methods.some(isReinforced);
  const steps: Step[] = [];
  const add = (method: TrainingMethod, key: string, from: string, snapshot: string | null, reward = false) =>
    steps.push({
      key,
      method,
      lines: [
        `method: ${method}`,
        `base: ${from}`,
        ...(reward ? ['reward: judge'] : []),
        `snapshot: ${name(snapshot)}`,
        `preset: ${preset}`,
      ],
    });
  if (demonstrations !== null) add('sft', 'sft', name(base), demonstrations);
  if (judged) add('reward', 'judge', start, preferences);
  for (const method of methods) add(method, method, start, preferences, isReinforced(method));
  if (evaluate) {
    steps.push({
      key: 'evaluate',
      method: 'evaluate',
      lines: [
        'method: evaluate',
        `baseline: ${start}`,
        `models: [${methods.join(', ')}]`,
        'reward: judge',
        `snapshot: ${name(preferences)}`,
        ...(values.prompts === '' ? [] : [`prompts: { limit: ${values.prompts} }`]),
      ],
    });
  }
  return steps;
}

/** The form as a document; null while something that it cannot do without is not chosen. */
export function pipelineTextOf(values: PipelineValues): string | null {
  if (values.base === null || values.preferences === null || values.methods.length === 0) return null;
  const { step, parameter, values: swept } = values.sweep;
  const list = swept
    .split(/[,;\s]+/)
    .filter((value) => value !== '')
    .join(', ');
  const head = [
    ...(values.name.trim() === '' ? [] : [`name: ${name(values.name.trim())}`]),
    `onError: ${values.onError}`,
    ...(values.hours === '' ? [] : [`budget: { hours: ${values.hours} }`]),
  ];
  const body = stepsOf(values).flatMap(({ key, lines }) => [
    `  ${key}:`,
    ...lines.map((line) => `    ${line}`),
    ...(step === key && parameter !== null && list !== '' ? [`    sweep: { ${parameter}: [${list}] }`] : []),
  ]);
  return `${[...head, 'steps:', ...body].join('\n')}\n`;
}

/** As YAML reads it back, whatever is in it: a JSON string is one of YAML's, too. Plain where that is safe. */
function name(text: string | null): string {
  const value = text ?? '';
  return /^[A-Za-z][\w-]*( [\w.-]+)*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
