import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { commandSign } from '../lib/platform.ts';
import { Mark } from './mark.tsx';
import { palette } from './palette-store.ts';
import { ProjectSwitcher } from './project-switcher.tsx';
import classes from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  return (
    <header className={classes.bar}>
      <div className={classes.start}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('pages')}
          onClick={onMenu}
          className={classes.menu}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
        <Link to="/" aria-label={t('start')} className={classes.mark}>
          <Mark size={24} />
        </Link>
        <ProjectSwitcher />
      </div>
      <UnstyledButton className={classes.search} onClick={palette.open} aria-label={t('search')}>
        <IconSearch size={16} aria-hidden />
        <span className={classes.searchWords}>{t('goTo')}</span>
        <Kbd size="xs" className={classes.searchWords}>
          {commandSign ?? common('ctrl')} K
        </Kbd>
      </UnstyledButton>
      <UserMenu />
    </header>
  );
}
