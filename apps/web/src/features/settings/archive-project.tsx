import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { useProject } from '../../lib/project.ts';
import { useUpdateProject } from './use-update-project.ts';

export function ArchiveProject() {
  const { slug, name, archivedAt } = useProject();
  const update = useUpdateProject(slug);
  const [asking, setAsking] = useState(false);
  if (archivedAt) {
    return (
      <>
        {update.error ? <ErrorState error={update.error} /> : null}
        <Text mb="sm">
          Archived <TimeAgo at={archivedAt} />. It can be read but not changed.
        </Text>
        <Button
          variant="default"
          loading={update.isPending}
          onClick={() => update.mutate({ archived: false })}
        >
          Take it out of the archive
        </Button>
      </>
    );
  }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Archive the project
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Archive ${name}?`}
        verb="Archive"
        pending={update.isPending}
        error={update.error}
        onConfirm={() => update.mutate({ archived: true }, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        It can still be read and downloaded, but nobody rates or trains in it until it is taken out again.
      </ConfirmDialog>
    </>
  );
}
