import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { projectQuery } from '../lib/project.ts';
import { useMe } from '../lib/session.ts';
import { deploymentRail, rail } from './nav.ts';
import classes from './rail.module.css';

/** The pages of the open project, or those of the deployment; only what the user may use. */
export function Rail({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation('shell');
  const { project: slug } = useParams({ strict: false });
  const me = useMe();
  const { data: project } = useQuery({ ...projectQuery(slug ?? ''), enabled: slug !== undefined });
  const list = wide ? classes.wide : classes.narrow;
  if (slug === undefined || !project) {
    return (
      <nav aria-label={t('deployment')} className={list}>
        {deploymentRail
          .filter((entry) => !entry.admin || me.role === 'admin')
          .map(({ label, to, icon: Icon }) => (
            <Link
              key={to}
              to={to}
              className={classes.entry}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              <Icon size={20} stroke={1.6} aria-hidden />
              <span>{t(`rail.${label}`)}</span>
            </Link>
          ))}
      </nav>
    );
  }
  return (
    <nav aria-label={t('pagesOf', { project: project.name })} className={list}>
      {rail
        .filter((entry) => entry.roles.includes(project.role))
        .map(({ label, to, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            params={{ project: slug }}
            className={classes.entry}
            activeOptions={{ exact: to === '/p/$project', includeSearch: false }}
          >
            <Icon size={20} stroke={1.6} aria-hidden />
            <span>{t(`rail.${label}`)}</span>
          </Link>
        ))}
    </nav>
  );
}
