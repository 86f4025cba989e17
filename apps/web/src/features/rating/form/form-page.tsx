import { Button } from '@mantine/core';
import { ratingFormVersions } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { VersionSelect } from '../../../components/version-select.tsx';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { ratingFormsQuery } from '../../../lib/rating-forms-query.ts';
import { FormEditor } from './form-editor.tsx';
import { FormPreview } from './form-preview.tsx';
import { FormSummary } from './form-summary.tsx';

/** What annotators are asked, in versions: a rating keeps the number of the one it was made with. */
export function FormPage() {
  const project = useProject();
  const { version, edit = false } = useSearch({ from: '/app/p/$project/form' });
  const navigate = useNavigate({ from: '/p/$project/form' });
  const forms = useQuery({
    ...ratingFormsQuery(project.slug),
    select: (data) => ratingFormVersions.parse(data),
  });
  const versions = forms.data?.items ?? [];
  const newest = versions[0];
  const shown = versions.find((each) => each.version === version) ?? newest;
  const mayEdit = project.role === 'lead';
  const setEdit = (on: boolean) => void navigate({ search: { edit: on || undefined } });
  if (edit && mayEdit && newest) return <FormEditor newest={newest} onClose={() => setEdit(false)} />;
  return (
    <>
      <PageHeader
        title="Rating form"
        actions={
          <>
            {shown && versions.length > 1 ? (
              <VersionSelect
                versions={versions}
                value={shown.version}
                onChange={(next) =>
                  void navigate({
                    search: { version: next === newest?.version ? undefined : next },
                    replace: true,
                  })
                }
              />
            ) : null}
            {mayEdit && newest ? <Button onClick={() => setEdit(true)}>Change</Button> : null}
          </>
        }
      >
        {shown ? (
          <>
            Version {shown.version}, <TimeAgo at={shown.createdAt} />
            {shown.createdBy ? ` by ${shown.createdBy}` : ''}. {formatPlural(shown.ratings, 'rating')} made
            with it
            {shown === newest ? '' : '; not the one that holds now'}.
          </>
        ) : null}
      </PageHeader>
      <QueryView query={forms} loading="Loading the rating form">
        {() =>
          shown ? (
            <>
              <FormPreview key={shown.version} spec={shown.spec} />
              <FormSummary spec={shown.spec} />
            </>
          ) : null
        }
      </QueryView>
    </>
  );
}
