import { Button, Group, Text } from '@mantine/core';
import { type RatingFormSpec, type RatingFormVersion, ratingFormSpec } from '@prefloop/contract';
import { ApiError } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { api, ok } from '../../../lib/api.ts';
import { useProject } from '../../../lib/project.ts';
import { ratingFormsQuery } from '../../../lib/rating-forms-query.ts';
import { FormFields } from './form-fields.tsx';
import { FormPreview } from './form-preview.tsx';

/** Composes the next version of a project's form, with the foot of the rating screen beside it as it will be. */
export function FormEditor({ newest, onClose }: { newest: RatingFormVersion; onClose: () => void }) {
  const { slug } = useProject();
  const queryClient = useQueryClient();
  const [start] = useState(newest);
  const [spec, setSpec] = useState<RatingFormSpec>(start.spec);
  const { queryKey } = ratingFormsQuery(slug);
  const save = useMutation({
    mutationFn: (basedOn: number) =>
      ok(
        api.POST('/v1/projects/{project}/rating-forms', {
          params: { path: { project: slug } },
          body: { spec, basedOn },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey });
      onClose();
    },
  });
  const faults = ratingFormSpec.safeParse(spec).error?.issues ?? [];
  const changed = JSON.stringify(spec) !== JSON.stringify(start.spec);
  const overtaken = save.error instanceof ApiError && save.error.code === 'CONFLICT';
  return (
    <>
      <PageHeader
        title="Change the rating form"
        actions={
          <>
            <Button variant="default" onClick={onClose}>
              Discard
            </Button>
            <Button
              loading={save.isPending}
              disabled={!changed || faults.length > 0}
              onClick={() => save.mutate(start.version)}
            >
              Save as version {newest.version + 1}
            </Button>
          </>
        }
      >
        Tasks handed out from now on come with the new version; what was rated keeps the one it was rated
        with.
      </PageHeader>
      {save.error ? <ErrorState error={save.error} /> : null}
      {overtaken ? (
        <Group mb="md">
          <Text flex="1 1 300px">
            Somebody saved another version meanwhile. Yours is still here: look at theirs in another tab, then
            save yours on top.
          </Text>
          <Button
            variant="default"
            onClick={() =>
              void queryClient
                .fetchQuery({ ...ratingFormsQuery(slug), staleTime: 0 })
                .then(({ items }) => save.mutate(items[0]?.version ?? start.version))
                .catch(() => undefined)
            }
          >
            Save mine on top
          </Button>
        </Group>
      ) : null}
      {/* A new form is tried out from the start. */}
      <FormPreview key={JSON.stringify(spec.pair)} spec={spec} />
      <FormFields spec={spec} onChange={setSpec} />
    </>
  );
}
