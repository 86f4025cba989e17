import { Anchor, Badge, Code, Group, Stack, Text, Title } from '@mantine/core';
import type { PromptDetail } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ErrorState } from '../../components/error-state.tsx';
import { LineageLink } from '../../components/lineage-link.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { PromptTasks } from './prompt-tasks.tsx';
import classes from './prompts.module.css';
import { promptQuery } from './prompts-query.ts';

const finish = {
  stop: 'ended by the model',
  length: 'cut off',
  imported: 'imported',
  error: 'failed',
} as const;

function Messages({ messages }: { messages: PromptDetail['messages'] }) {
  return messages.map((message, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: messages are in a fixed order and never move
    <section key={index} className={classes.entry} aria-label={message.role}>
      <Text size="sm" c="dimmed" mb={4}>
        {message.role}
      </Text>
      <div className={classes.text} dir="auto">
        {message.content}
      </div>
    </section>
  ));
}

function Facts({ prompt }: { prompt: PromptDetail }) {
  const entries: [string, string | null][] = [
    ['Source', `${prompt.source} · ${prompt.sourceId}`],
    ['Task type', prompt.taskType],
    ['Language', prompt.language],
    ['Tags', prompt.tags.join(', ') || null],
  ];
  return (
    <dl className={classes.facts}>
      {entries.map(([name, value]) =>
        value === null ? null : [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>],
      )}
      <dt>Added</dt>
      <dd>
        <TimeAgo at={prompt.createdAt} />
      </dd>
    </dl>
  );
}

function Responses({ responses }: { responses: PromptDetail['responses'] }) {
  if (responses.length === 0) {
    return <Text c="dimmed">No model has answered this prompt yet. A generate run makes responses.</Text>;
  }
  return responses.map((response, index) => (
    <article key={response.id} className={classes.entry}>
      <Group gap="xs" mb={4}>
        <Text fw={600}>
          R{index + 1} {response.author ?? 'unknown author'}
        </Text>
        <Text size="sm" c="dimmed">
          {finish[response.finishReason]}
          {response.tokens === null ? '' : ` · ${formatPlural(response.tokens, 'token')}`}
          {response.logprob === null ? '' : ` · log-probability ${response.logprob.toFixed(1)}`}
          {response.seed === null ? '' : ` · seed ${response.seed}`}
          {response.scores.map(({ model, version, score }) =>
            score === null ? '' : ` · ${score.toFixed(2)} by ${model} v${version}`,
          )}
        </Text>
      </Group>
      <div className={classes.text} dir="auto">
        {response.text || <Text c="dimmed">(empty)</Text>}
      </div>
    </article>
  ));
}

/** One prompt: what was asked, what models answered, which pairs were made of it and how people judged them. */
export function PromptPage() {
  const project = useProject();
  const { promptId } = useParams({ from: '/app/p/$project/prompts/$promptId' });
  const prompt = useQuery(promptQuery(project.slug, promptId));
  if (prompt.isPending) return <Loading label="Loading the prompt" lines={8} />;
  if (prompt.isError) return <ErrorState error={prompt.error} onRetry={() => void prompt.refetch()} />;
  const { data } = prompt;
  return (
    <Stack gap="lg">
      <PageHeader title="Prompt">
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/prompts`}>
            All prompts
          </Anchor>
          <LineageLink kind="prompts" id={data.source}>
            Lineage of its source
          </LineageLink>
          {data.heldOut ? (
            <Badge variant="light" color="orange">
              held out of training
            </Badge>
          ) : null}
        </Group>
      </PageHeader>
      <Facts prompt={data} />
      <section>
        <Messages messages={data.messages} />
        {data.reference ? (
          <section className={classes.entry} aria-label="Reference response">
            <Text size="sm" c="dimmed" mb={4}>
              reference response (demonstration)
            </Text>
            {data.reference.map((message) => (
              <div key={message.content} className={classes.text} dir="auto">
                {message.content}
              </div>
            ))}
          </section>
        ) : null}
      </section>
      <section>
        <Title order={2} mb="xs">
          Responses ({formatCount(data.responses.length)})
        </Title>
        <Responses responses={data.responses} />
      </section>
      <section>
        <Title order={2} mb="xs">
          Pairs and ratings ({formatCount(data.tasks.length)})
        </Title>
        <PromptTasks prompt={data} />
      </section>
      {Object.keys(data.metadata).length > 0 ? (
        <section>
          <Title order={2} mb="xs">
            Metadata
          </Title>
          <Code block>{JSON.stringify(data.metadata, null, 2)}</Code>
        </section>
      ) : null}
    </Stack>
  );
}
