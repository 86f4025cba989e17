import { Alert, Group, Select, Stack, Text, Title } from '@mantine/core';
import type { ImportMapping } from '@prefloop/contract';
import { formatPlural, formatShare } from '../../lib/format.ts';
import type { ImportPreview } from './import-file.ts';
import classes from './prompts.module.css';

type Props = {
  preview: ImportPreview;
  onMapping: (mapping: ImportMapping) => void;
};

type Part = Exclude<keyof ImportMapping, 'verdicts'>;

const partNames: Record<Part, string> = {
  instruction: 'Instruction or prompt',
  input: 'Input',
  system: 'System message',
  messages: 'Messages',
  turns: 'Turns',
  instances: 'Instances',
  output: 'Reference response',
  chosen: 'Chosen response',
  rejected: 'Rejected response',
  response1: 'First response',
  response2: 'Second response',
  model1: 'First model',
  model2: 'Second model',
  models: 'Both models',
  annotator: 'Annotator',
  comment: 'Comment',
  label: 'Label',
  id: 'Row id',
  taskType: 'Task type',
  classification: 'Classification flag',
  language: 'Language',
  tags: 'Tags',
};
const isPart = (name: string): name is Part => name in partNames;

/** Always offered, so that an unknown layout can be mapped by hand. */
const common: Part[] = ['instruction', 'input', 'output', 'id', 'taskType', 'language', 'tags'];

function sampleText(row: ImportPreview['samples'][number]): { prompt: string; answers: string[] } {
  const prompt = row.kind === 'prompt' ? row.prompt : row.pair.prompt;
  const asked = prompt.messages.map((message) =>
    prompt.messages.length > 1 ? `${message.role}: ${message.content}` : message.content,
  );
  if (row.kind === 'pair') {
    const verdicts = row.pair.ratings.map((rating) => `${rating.annotator}: ${rating.verdict}`).join(', ');
    return {
      prompt: asked.join('\n'),
      answers: [...row.pair.responses.map((r) => r.text), ...(verdicts ? [verdicts] : [])],
    };
  }
  const { reference } = row.prompt;
  const answers =
    reference === undefined
      ? []
      : typeof reference === 'string'
        ? [reference]
        : reference.map((m) => m.content);
  return { prompt: asked.join('\n'), answers };
}

/** How a file would be read: its layout, the part each column plays (changeable), sample rows, and faults by line. */
export function ImportPreviewView({ preview, onMapping }: Props) {
  const { mapping } = preview;
  const columns = preview.columns.map((column) => column.name);
  const used = Object.keys(mapping).filter(isPart);
  const parts = [...new Set([...used, ...common])];
  const change = (part: Part, column: string | null) => {
    const { [part]: _, ...rest } = mapping;
    onMapping(column === null ? rest : { ...rest, [part]: column });
  };
  return (
    <Stack gap="lg">
      <Text>
        {preview.layout === null ? (
          'No known layout fits. Choose below which column holds the prompt.'
        ) : (
          <>
            Read as <strong>{preview.layout}</strong> ({preview.container}
            {preview.gzip ? ', gzip' : ''}): {preview.kind === 'pairs' ? 'rated pairs' : 'prompts'};{' '}
            {formatShare(preview.confidence, 0)} of the {formatPlural(preview.sampled, 'row')} looked at fit.
          </>
        )}
      </Text>
      {preview.problems.length > 0 ? (
        <Alert color="orange" title="Rows that will be skipped">
          {preview.problems.map((problem) => (
            <div key={`${problem.line} ${problem.problem.message}`}>{problem.problem.message}</div>
          ))}
        </Alert>
      ) : null}
      <section>
        <Title order={2} mb="xs">
          Columns
        </Title>
        <div className={classes.mapping}>
          {parts.map((part) => (
            <Select
              key={part}
              label={partNames[part]}
              data={columns}
              value={mapping[part] ?? null}
              onChange={(column) => change(part, column)}
              placeholder="not in this file"
              clearable
              searchable
            />
          ))}
        </div>
        <Text size="sm" c="dimmed" mt="xs">
          Columns that play no part are kept as metadata.
        </Text>
      </section>
      <section>
        <Title order={2} mb="xs">
          First rows
        </Title>
        {preview.samples.slice(0, 5).map((row, index) => {
          const { prompt, answers } = sampleText(row);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: sample rows have no id and are replaced as a whole
            <div key={index} className={classes.sample}>
              <Text lineClamp={6} style={{ whiteSpace: 'pre-wrap' }} dir="auto">
                {prompt}
              </Text>
              <Group gap="lg" align="flex-start" mt={4}>
                {[...new Set(answers)].map((answer) => (
                  <Text
                    key={answer}
                    c="dimmed"
                    lineClamp={4}
                    maw={420}
                    style={{ whiteSpace: 'pre-wrap' }}
                    dir="auto"
                  >
                    → {answer || '(empty)'}
                  </Text>
                ))}
              </Group>
            </div>
          );
        })}
      </section>
    </Stack>
  );
}
