import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { VersionSelect } from '../../components/version-select.tsx';
import { useProject } from '../../lib/project.ts';
import { GuidelinesEditor } from './guidelines-editor.tsx';
import { guidelinesQuery } from './guidelines-query.ts';
import { GuidelinesVersion } from './guidelines-version.tsx';

/** What annotators are told, in versions: a rating keeps the number of the one it was made under. */
export function GuidelinesPage() {
  const project = useProject();
  const { version, edit = false } = useSearch({ from: '/app/p/$project/guidelines' });
  const navigate = useNavigate({ from: '/p/$project/guidelines' });
  const guidelines = useQuery(guidelinesQuery(project.slug));
  const versions = guidelines.data?.items ?? [];
  const newest = versions[0];
  const shown = versions.find((each) => each.version === version) ?? newest;
  const mayEdit = project.role === 'lead';
  const setEdit = (on: boolean) => void navigate({ search: { edit: on || undefined } });
  if (edit && mayEdit && guidelines.data) {
    return <GuidelinesEditor newest={newest ?? null} onClose={() => setEdit(false)} />;
  }
  return (
    <>
      <PageHeader
        title="Guidelines"
        actions={
          <>
            {shown && versions.length > 1 ? (
              <VersionSelect
                versions={versions}
                value={shown.version}
                onChange={(next) =>
                  void navigate({
                    search: ({ view }) => ({
                      version: next === newest?.version ? undefined : next,
                      // Which changes there were goes along from version to version.
                      view: view === 'changes' ? view : undefined,
                    }),
                    replace: true,
                  })
                }
              />
            ) : null}
            {mayEdit && newest ? <Button onClick={() => setEdit(true)}>Edit</Button> : null}
          </>
        }
      >
        {shown ? (
          <>
            Version {shown.version}, <TimeAgo at={shown.createdAt} />
            {shown.createdBy ? ` by ${shown.createdBy}` : ''}
            {shown === newest ? '' : '. Not the one that holds now'}
          </>
        ) : null}
      </PageHeader>
      <QueryView query={guidelines} loading="Loading the guidelines">
        {() =>
          shown ? (
            <GuidelinesVersion
              shown={shown}
              before={versions.find((each) => each.version === shown.version - 1) ?? null}
              isNewest={shown === newest}
            />
          ) : (
            <EmptyState
              title="No guidelines yet"
              action={mayEdit ? <Button onClick={() => setEdit(true)}>Write guidelines</Button> : null}
            >
              They tell annotators what a good answer is in this project, with examples. Each rating keeps the
              version it was made under.
            </EmptyState>
          )
        }
      </QueryView>
    </>
  );
}
