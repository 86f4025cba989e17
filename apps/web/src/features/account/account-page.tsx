import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { ApiKeys } from './api-keys.tsx';
import { Device } from './device.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';

/** One's own account, and what this device keeps for itself. */
export function AccountPage() {
  const { t } = useTranslation('account');
  return (
    <>
      <PageHeader title={t('title')} />
      <Section title={t('name.title')} note={t('name.note')}>
        <NameForm />
      </Section>
      <Section title={t('language.title')} note={t('language.note')}>
        <LanguageChoice />
      </Section>
      <Section title={t('password.title')} note={t('password.note')}>
        <PasswordForm />
      </Section>
      <Section title={t('sessions.title')} note={t('sessions.note')}>
        <Sessions />
      </Section>
      <Section title={t('keys.title')} note={t('keys.note')}>
        <ApiKeys />
      </Section>
      <Section title={t('device.title')} note={t('device.note')}>
        <Device />
      </Section>
    </>
  );
}
