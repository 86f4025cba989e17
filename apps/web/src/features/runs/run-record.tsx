import { Button, Collapse, CopyButton, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { QueryView } from '../../components/query-view.tsx';
import { useProject } from '../../lib/project.ts';
import { DownloadText } from './download-text.tsx';
import classes from './runs.module.css';
import { runDocumentQuery } from './runs-query.ts';

/** The document that launches a run again, to be taken along. Asked for when somebody wants to see it. */
export function RunRecord({ runId, number }: { runId: string; number: number }) {
  const { slug } = useProject();
  const [opened, setOpened] = useState(false);
  const id = useId();
  const document = useQuery({ ...runDocumentQuery(slug, runId), enabled: opened });
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-md"
        px={0}
        mt="sm"
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        {opened ? 'Hide the YAML document' : 'As a YAML document'}
      </Button>
      <Collapse expanded={opened} id={id}>
        {opened ? (
          <QueryView query={document} loading="Writing the document">
            {({ text }) => (
              <>
                {/* Long lines scroll within it, so the keyboard must get there. */}
                <pre className={classes.log} tabIndex={0} aria-label="YAML document of the run">
                  {text}
                </pre>
                <Group gap="xs" mt="xs">
                  <CopyButton value={text}>
                    {({ copied, copy }) => (
                      <Button variant="default" size="xs" onClick={copy}>
                        {copied ? 'Copied' : 'Copy'}
                      </Button>
                    )}
                  </CopyButton>
                  <DownloadText text={text} name={`run-${number}.yaml`} />
                </Group>
              </>
            )}
          </QueryView>
        ) : null}
      </Collapse>
    </div>
  );
}
