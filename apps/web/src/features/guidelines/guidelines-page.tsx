import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { VersionSelect } from '../../components/version-select.tsx';
import { EnglishPart } from '../../lib/i18n/english-part.tsx';
import { useProject } from '../../lib/project.ts';
import { GuidelinesEditor } from './guidelines-editor.tsx';
import { guidelinesQuery } from './guidelines-query.ts';
import { GuidelinesVersion } from './guidelines-version.tsx';

/** What annotators are told, in versions: a rating keeps the number of the one it was made under. */
export function GuidelinesPage() {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
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
    return (
      <EnglishPart>
        <GuidelinesEditor newest={newest ?? null} onClose={() => setEdit(false)} />
      </EnglishPart>
    );
  }
  return (
    <>
      <PageHeader
        title={t('guidelines.title')}
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
            {mayEdit && newest ? (
              <Button lang="en" onClick={() => setEdit(true)}>
                Edit
              </Button>
            ) : null}
          </>
        }
      >
        {shown ? (
          <>
            <Trans
              t={common}
              i18nKey={shown.createdBy ? 'versionFromBy' : 'versionFrom'}
              values={{ version: shown.version }}
              components={{ when: <TimeAgo at={shown.createdAt} />, who: <span>{shown.createdBy}</span> }}
            />
            {shown === newest ? '' : `. ${t('guidelines.older')}`}
          </>
        ) : null}
      </PageHeader>
      <QueryView query={guidelines} loading={t('guidelines.loading')}>
        {() =>
          shown ? (
            <GuidelinesVersion
              shown={shown}
              before={versions.find((each) => each.version === shown.version - 1) ?? null}
              isNewest={shown === newest}
            />
          ) : (
            <EmptyState
              title={t('guidelines.none')}
              action={
                mayEdit ? (
                  <Button lang="en" onClick={() => setEdit(true)}>
                    Write guidelines
                  </Button>
                ) : null
              }
            >
              {t('guidelines.noneWhy')}
            </EmptyState>
          )
        }
      </QueryView>
    </>
  );
}
