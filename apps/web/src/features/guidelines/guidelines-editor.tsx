import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { ApiError, type components } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { GuidelinesText } from '../../components/guidelines-text.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { BodyField } from './body-field.tsx';
import { draftStore } from './draft-store.ts';
import { guidelinesQuery, readersKey } from './guidelines-query.ts';

type Guideline = components['schemas']['Guideline'];

/** Writes the next version. What is typed is kept on this device until it is saved or thrown away. */
export function GuidelinesEditor({ newest, onClose }: { newest: Guideline | null; onClose: () => void }) {
  const { slug } = useProject();
  const queryClient = useQueryClient();
  const [drafts] = useState(() => draftStore(slug));
  const [start] = useState(
    () => drafts.read() ?? { body: newest?.body ?? '', basedOn: newest?.version ?? 0 },
  );
  const [body, setBody] = useState(start.body);
  const save = useMutation({
    mutationFn: (basedOn: number) =>
      ok(
        api.POST('/v1/projects/{project}/guidelines', {
          params: { path: { project: slug } },
          body: { body, basedOn },
        }),
      ),
    onSuccess: async () => {
      drafts.clear();
      await queryClient.invalidateQueries({ queryKey: guidelinesQuery(slug).queryKey });
      void queryClient.invalidateQueries({ queryKey: readersKey(slug) });
      onClose();
    },
  });
  const change = (next: string) => {
    setBody(next);
    drafts.write({ body: next, basedOn: start.basedOn });
  };
  const discard = () => {
    drafts.clear();
    onClose();
  };
  const overtaken = save.error instanceof ApiError && save.error.code === 'CONFLICT';
  const refresh = () => queryClient.invalidateQueries({ queryKey: guidelinesQuery(slug).queryKey });
  return (
    <>
      <PageHeader
        title="Edit the guidelines"
        actions={
          <>
            <Button variant="default" onClick={discard}>
              Discard
            </Button>
            <Button
              loading={save.isPending}
              disabled={body === (newest?.body ?? '')}
              onClick={() => save.mutate(start.basedOn)}
            >
              Save as version {(newest?.version ?? 0) + 1}
            </Button>
          </>
        }
      >
        Markdown. Annotators read what changed before their next pair.
      </PageHeader>
      <Stack>
        {save.error ? <ErrorState error={save.error} /> : null}
        {overtaken ? (
          <Group>
            <Text flex="1 1 300px">
              Somebody saved another version meanwhile. Your text is still here: compare it with theirs in
              another tab, then save it on top.
            </Text>
            <Button
              variant="default"
              onClick={() =>
                void refresh().then(() =>
                  save.mutate(newestVersion(queryClient.getQueryData(guidelinesQuery(slug).queryKey))),
                )
              }
            >
              Save mine on top
            </Button>
          </Group>
        ) : null}
        <Tabs defaultValue="write" keepMounted>
          <Tabs.List>
            <Tabs.Tab value="write">Write</Tabs.Tab>
            <Tabs.Tab value="preview">Preview</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="write" pt="sm">
            <BodyField value={body} onChange={change} />
          </Tabs.Panel>
          <Tabs.Panel value="preview" pt="sm">
            {body.trim() === '' ? (
              <Text c="dimmed">Nothing to show yet.</Text>
            ) : (
              <GuidelinesText text={body} notes />
            )}
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}

function newestVersion(list: { items: readonly { version: number }[] } | undefined): number {
  return list?.items[0]?.version ?? 0;
}
