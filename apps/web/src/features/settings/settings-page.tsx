import { ButtonLink } from '../../components/button-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useProject } from '../../lib/project.ts';
import { ArchiveProject } from './archive-project.tsx';
import { ProjectForm } from './project-form.tsx';

export function SettingsPage() {
  const project = useProject();
  return (
    <>
      <PageHeader title="Settings">Of {project.name}.</PageHeader>
      <Section title="Project" note={`Its address, /p/${project.slug}, never changes: links keep working.`}>
        <ProjectForm />
      </Section>
      <Section
        title="Guidelines"
        note="What annotators are told. Every rating keeps the version it was made under."
      >
        <ButtonLink to="/p/$project/guidelines" params={{ project: project.slug }} variant="default">
          Open the guidelines
        </ButtonLink>
      </Section>
      <Section title="Rating form" note="What annotators are asked, and with which keys they answer.">
        <ButtonLink to="/p/$project/form" params={{ project: project.slug }} variant="default">
          Open the rating form
        </ButtonLink>
      </Section>
      <Section
        title="Qualification"
        note="Golds that whoever rates has to answer right before their first pair, with an explanation after each."
      >
        <ButtonLink to="/p/$project/qualification" params={{ project: project.slug }} variant="default">
          Open the qualification
        </ButtonLink>
      </Section>
      <Section title="Archive" note="For work that is over. Nothing is deleted.">
        <ArchiveProject />
      </Section>
    </>
  );
}
