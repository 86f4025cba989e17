import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { ErrorState } from '../../components/error-state.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { formatCount } from '../../lib/format.ts';
import { Estimate } from './estimate.tsx';
import { PreflightFix } from './preflight-fix.tsx';
import type { PreflightShown } from './runs-query.ts';

type Props = {
  query: { data: PreflightShown | undefined; error: unknown; isFetching: boolean };
  /** There is something to look at. */
  chosen: boolean;
};

/** What the run would do, what forbids it, and what is good to know before. */
export function Preflight({ query, chosen }: Props) {
  const { data, error } = query;
  return (
    <Stack aria-live="polite" aria-busy={query.isFetching}>
      <Title order={2}>What it will do</Title>
      {chosen ? null : <Text c="dimmed">Choose a model to see it.</Text>}
      {error ? <ErrorState error={error} /> : null}
      {chosen && data ? (
        <>
          <Stats>
            {data.training ? (
              <>
                <Stat label="Rows" value={formatCount(data.training.trainRows)}>
                  <span>{formatCount(data.training.evalRows)} held out</span>
                </Stat>
                <Stat label="Steps" value={formatCount(data.training.steps)} />
              </>
            ) : (
              <Stat label="Prompts" value={formatCount(data.size.prompts)} />
            )}
            {data.training && data.size.responses === 0 ? null : (
              <Stat label="Responses" value={formatCount(data.size.responses)} />
            )}
          </Stats>
          <Findings title="This keeps it from starting" color="red" findings={data.problems} />
          <Findings title="Good to know" color="yellow" findings={data.warnings} />
          {data.estimate ? <Estimate estimate={data.estimate} /> : null}
        </>
      ) : null}
    </Stack>
  );
}

function Findings(props: { title: string; color: string; findings: PreflightShown['problems'] }) {
  if (props.findings.length === 0) return null;
  return (
    <Alert color={props.color} title={props.title}>
      <List>
        {props.findings.map(({ code, path, message }) => (
          <List.Item key={`${code} ${path}`}>
            {message} <PreflightFix path={path} code={code} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
