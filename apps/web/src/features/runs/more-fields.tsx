import { MultiSelect, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { GenerateValues } from './generate-form.ts';
import classes from './runs.module.css';

type Props = { form: UseFormReturnType<GenerateValues>; tags: { value: string; label: string }[] };

/** What most runs leave as it is, each with its effect in a line. */
export function MoreFields({ form, tags }: Props) {
  const whole = { allowDecimal: false, min: 0 };
  return (
    <Stack pt="sm">
      <TextInput
        label="Name"
        description="Empty: the method and its number."
        maxLength={200}
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label="Tags"
        description="Only prompts with all of these."
        data={tags}
        searchable
        clearable
        {...form.getInputProps('tags')}
      />
      <Textarea
        label="System prompt"
        description="Stands before prompts that have no system message of their own."
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('systemPrompt')}
      />
      <div className={classes.pair}>
        <Select
          label="Held-out prompts"
          description="Those kept from training."
          data={[
            { value: 'any', label: 'Take them too' },
            { value: 'without', label: 'Leave them out' },
            { value: 'only', label: 'Only them' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('heldOut')}
        />
        <NumberInput
          label="Seed of the choice"
          description="Which prompts a limit picks; the same seed, the same ones."
          {...whole}
          {...form.getInputProps('choiceSeed')}
        />
        <NumberInput
          label="Top-p"
          description="Samples from the likeliest tokens of this total probability."
          min={0.01}
          max={1}
          step={0.05}
          {...form.getInputProps('topP')}
        />
        <NumberInput
          label="Top-k"
          description="Samples from this many tokens at most; 0 is no limit."
          {...whole}
          {...form.getInputProps('topK')}
        />
        <NumberInput
          label="Seed"
          description="The same seed gives the same answers."
          {...whole}
          {...form.getInputProps('seed')}
        />
        <NumberInput
          label="Longest prompt, in tokens"
          description="Longer ones are left out, never cut."
          {...whole}
          {...form.getInputProps('maxPromptTokens')}
        />
        <NumberInput
          label="Tokens in a batch"
          description="Lower needs less memory, higher is faster."
          {...whole}
          {...form.getInputProps('tokenBudget')}
        />
        <NumberInput
          label="Requests at a time"
          description="To an endpoint."
          min={1}
          max={64}
          allowDecimal={false}
          {...form.getInputProps('concurrency')}
        />
        <Select
          label="Device"
          description="Automatic takes a GPU where there is one."
          data={[
            { value: 'auto', label: 'Automatic' },
            { value: 'cpu', label: 'CPU' },
            { value: 'cuda', label: 'GPU' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('device')}
        />
        <Select
          label="Precision"
          description="Automatic takes bf16 where that is fast."
          data={[
            { value: 'auto', label: 'Automatic' },
            { value: 'fp32', label: 'fp32' },
            { value: 'bf16', label: 'bf16' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('precision')}
        />
        <NumberInput
          label="Threads"
          description="On the CPU; empty takes all."
          {...whole}
          {...form.getInputProps('threads')}
        />
      </div>
    </Stack>
  );
}
