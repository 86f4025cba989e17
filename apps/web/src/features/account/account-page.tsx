import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { ApiKeys } from './api-keys.tsx';
import { Device } from './device.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';

/** One's own account, and what this device keeps for itself. */
export function AccountPage() {
  return (
    <>
      <PageHeader title="Your account" />
      <Section title="Name" note="Others see it beside what you do. Annotators never see who rated what.">
        <NameForm />
      </Section>
      <Section title="Password" note="A new one ends every other session of yours.">
        <PasswordForm />
      </Section>
      <Section
        title="Where you are signed in"
        note="End what you do not recognise, then change the password."
      >
        <Sessions />
      </Section>
      <Section
        title="API keys"
        note="For scripts and the command line. A key acts as you, within its scope; it cannot touch accounts or people."
      >
        <ApiKeys />
      </Section>
      <Section title="On this device" note="Kept in this browser, for whoever uses it.">
        <Device />
      </Section>
    </>
  );
}
