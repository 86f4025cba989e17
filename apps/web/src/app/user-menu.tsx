import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MenuLink } from '../components/menu-link.tsx';
import { api, ok } from '../lib/api.ts';
import { isLanguage, languageNames, languages } from '../lib/i18n/languages.ts';
import { useLanguage } from '../lib/i18n/use-language.ts';
import { useMe } from '../lib/session.ts';
import classes from './user-menu.module.css';

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

export function UserMenu() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const { language, choose } = useLanguage();
  const signOut = useMutation({
    mutationFn: () => ok(api.DELETE('/v1/session')),
    // A fresh load: nothing of this person stays in the memory of the page.
    onSuccess: () => location.assign('/login'),
  });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={t('userMenu', { name: me.name })}>
          <Avatar size={28} radius="xl" variant="light" color="accent">
            {initials(me.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={600} truncate>
            {me.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {me.email}
          </Text>
        </div>
        <Menu.Divider />
        <MenuLink to="/account">{t('account')}</MenuLink>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(next) => isLanguage(next) && choose(next)}>
          {languages.map((each) => (
            <Menu.RadioItem key={each} value={each} lang={each} closeMenuOnClick>
              {languageNames[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
