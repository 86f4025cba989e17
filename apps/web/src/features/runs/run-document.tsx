import { Button, Collapse, CopyButton, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useId, useState } from 'react';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { DocumentFaults } from './document-faults.tsx';
import { DownloadText } from './download-text.tsx';
import { useLaunchContext } from './launch-context.ts';
import classes from './runs.module.css';

/** The form as a YAML document: to be taken along, or to be edited, dropped or pasted here to fill in the form. */
export function RunDocument({ text }: { text: string }) {
  const { slug } = useProject();
  const { fill } = useLaunchContext();
  const [opened, setOpened] = useState(false);
  /** What was written here; null while it follows the form. */
  const [own, setOwn] = useState<string | null>(null);
  const id = useId();
  const read = useMutation({
    mutationFn: (wanted: string) =>
      ok(
        api.POST('/v1/projects/{project}/runs/document', {
          params: { path: { project: slug } },
          body: { text: wanted },
        }),
      ),
    onSuccess: ({ launch }) => {
      setOwn(null);
      fill(launch);
    },
  });
  const take = async (file: File | null | undefined) => {
    if (!file) return;
    const content = await file.text();
    setOwn(content);
    read.mutate(content);
  };
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-md"
        px={0}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        {opened ? 'Hide the YAML document' : 'As a YAML document'}
      </Button>
      <Collapse expanded={opened} id={id}>
        <Stack
          gap="xs"
          pt="xs"
          onDragOver={(event: DragEvent) => event.preventDefault()}
          onDrop={(event: DragEvent) => {
            event.preventDefault();
            void take(event.dataTransfer.files[0]);
          }}
        >
          <Textarea
            label="Document"
            description="The same as the form. Edit it, paste another one or drop a file here."
            value={own ?? text}
            onChange={({ currentTarget }) => setOwn(currentTarget.value)}
            autosize
            minRows={6}
            maxRows={24}
            spellCheck={false}
            classNames={{ input: classes.document }}
          />
          {read.error ? <DocumentFaults error={read.error} /> : null}
          <Group gap="xs">
            {own === null ? (
              <>
                <CopyButton value={text}>
                  {({ copied, copy }) => (
                    <Button variant="default" size="xs" onClick={copy}>
                      {copied ? 'Copied' : 'Copy'}
                    </Button>
                  )}
                </CopyButton>
                <DownloadText text={text} name="run.yaml" />
                <FileButton onChange={(file) => void take(file)} accept=".yaml,.yml,.txt,text/*">
                  {(props) => (
                    <Button {...props} variant="default" size="xs">
                      Open a file
                    </Button>
                  )}
                </FileButton>
              </>
            ) : (
              <>
                <Button size="xs" loading={read.isPending} onClick={() => read.mutate(own)}>
                  Fill in the form
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    setOwn(null);
                    read.reset();
                  }}
                >
                  Back to the form's
                </Button>
              </>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            On the command line: <code>npx prefloop run launch -f run.yaml --project {slug}</code>
          </Text>
        </Stack>
      </Collapse>
    </div>
  );
}
