import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MenuLink } from '../components/menu-link.tsx';
import { projectsQuery } from '../lib/project.ts';
import { landingOf } from './nav.ts';
import classes from './project-switcher.module.css';

/** Names the open project and leads to the others. */
export function ProjectSwitcher() {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  const { project: slug } = useParams({ strict: false });
  const { data } = useQuery(projectsQuery);
  const projects = data?.items ?? [];
  const open = projects.find((project) => project.slug === slug);
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton
          className={classes.target}
          aria-label={t('switchProject', { project: open?.name ?? t('noneOpen') })}
        >
          <span className={classes.name}>{open?.name ?? t('projects')}</span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        {projects.map((project) => (
          <MenuLink
            key={project.slug}
            to={landingOf(project.role)}
            params={{ project: project.slug }}
            rightSection={project.slug === slug ? <IconCheck size={16} aria-label={t('open')} /> : null}
          >
            {project.name}
            <Text size="sm" c="dimmed">
              {common(`roles.${project.role}`)}
            </Text>
          </MenuLink>
        ))}

        {projects.length > 0 ? <Menu.Divider /> : null}
        <MenuLink to="/projects">{t('allProjects')}</MenuLink>
      </Menu.Dropdown>
    </Menu>
  );
}
