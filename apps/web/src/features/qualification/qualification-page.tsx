import { useQuery } from '@tanstack/react-query';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { Section } from '../../components/section.tsx';
import { useProject } from '../../lib/project.ts';
import { People } from './people.tsx';
import { QualificationForm } from './qualification-form.tsx';
import { qualificationQuery } from './qualification-query.ts';

/** What whoever rates has to pass first, and how people stand with it. */
export function QualificationPage() {
  const { slug } = useProject();
  const found = useQuery(qualificationQuery(slug));
  return (
    <>
      <PageHeader title="Qualification">
        {found.data?.enabled
          ? 'On: whoever rates passes it before their first pair.'
          : 'Off: nobody is asked to pass anything.'}
      </PageHeader>
      <QueryView query={found} loading="Loading the qualification">
        {(data) => <QualificationForm data={data} />}
      </QueryView>
      <Section
        title="People"
        note="Leads are not asked. Whoever has passed stays passed, whatever changes above; an attempt that has begun keeps its questions and its mark."
      >
        <People />
      </Section>
    </>
  );
}
