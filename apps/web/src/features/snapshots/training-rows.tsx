import { Badge, Group, Text } from '@mantine/core';
import classes from './snapshots.module.css';
import type { ShownRow } from './snapshots-query.ts';

function Messages({ messages }: { messages: { role: string; content: string }[] }) {
  return messages.map((message, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: messages are in a fixed order and never move
    <Text key={index} className={classes.text} lineClamp={6} dir="auto">
      {messages.length > 1 ? <span className={classes.role}>{message.role} </span> : null}
      {message.content}
    </Text>
  ));
}

/** Rows exactly as they train, the parts named as in the file. */
export function TrainingRows({ rows }: { rows: ShownRow[] }) {
  return rows.map(({ split, row }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows may be equal; their place is their identity
    <dl key={index} className={classes.row}>
      <dt>prompt</dt>
      <dd>
        <Messages messages={row.prompt} />
      </dd>
      {'completion' in row ? (
        <>
          <dt>completion</dt>
          <dd>
            <Messages messages={row.completion} />
          </dd>
        </>
      ) : (
        <>
          <dt>chosen</dt>
          <dd>
            <Messages messages={row.chosen} />
          </dd>
          <dt>rejected</dt>
          <dd>
            <Messages messages={row.rejected} />
          </dd>
        </>
      )}
      <dt>marks</dt>
      <dd>
        <Group gap={6}>
          <Badge variant="light" color={split === 'eval' ? 'orange' : 'gray'}>
            {split}
          </Badge>
          {'label' in row ? (
            <Badge variant="light" color={row.label ? 'green' : 'red'}>
              {row.label ? 'good' : 'bad'}
            </Badge>
          ) : null}
          {row.taskType ? <Text size="sm">{row.taskType}</Text> : null}
          {'margin' in row && row.margin !== undefined ? <Text size="sm">margin {row.margin}</Text> : null}
          {'weight' in row && row.weight !== undefined ? <Text size="sm">weight {row.weight}</Text> : null}
        </Group>
      </dd>
    </dl>
  ));
}
