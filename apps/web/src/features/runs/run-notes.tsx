import { Alert, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { isGuardsEnd } from './guard-notice.tsx';
import type { RunShown } from './runs-query.ts';

/** What did not go as it should without ending the run: warnings, and answers that could not be had. */
export function RunNotes({ run }: { run: RunShown }) {
  const { slug } = useProject();
  const { failures } = run.progress;
  const warnings = run.progress.warnings?.filter((warning) => !isGuardsEnd(warning)) ?? [];
  const failed = failures?.count ?? 0;
  if (warnings.length === 0 && failed === 0) return null;
  return (
    <Stack gap="sm">
      {warnings.length > 0 ? (
        <Alert color="yellow" title={formatPlural(warnings.length, 'warning')}>
          <List>
            {warnings.map(({ code, message }) => (
              <List.Item key={`${code} ${message}`}>{message}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      {failures && failed > 0 ? (
        <Alert color="orange" title={`${formatPlural(failed, 'response')} could not be had`}>
          <List>
            {failures.first.slice(0, 10).map(({ promptId, versionId, sampleIndex, message }) => (
              <List.Item key={`${promptId} ${versionId} ${sampleIndex}`}>
                <Link to="/p/$project/prompts/$promptId" params={{ project: slug, promptId }}>
                  This prompt
                </Link>
                : {message}
              </List.Item>
            ))}
          </List>
          {failed > 10 ? <Text mt={4}>And {failed - Math.min(10, failures.first.length)} more.</Text> : null}
        </Alert>
      ) : null}
    </Stack>
  );
}
