import { Spotlight, type SpotlightActionGroupData, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { projectsQuery } from '../lib/project.ts';
import { useMe } from '../lib/session.ts';
import { actions, deploymentActions, deploymentRail, landingOf, rail } from './nav.ts';
import { paletteStore } from './palette-store.ts';
import { rankActions } from './rank-actions.ts';

/** Ctrl or Cmd with K: every page and action that the role has, in the open project and around it. */
export default function Palette() {
  const { t } = useTranslation('shell');
  const groups = usePaletteGroups();
  useFirstSelected();
  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      shortcut={null}
      filter={(query) => rankActions(query, groups)}
      nothingFound={t('nothingFound')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: t('goTo'),
        'aria-label': t('search'),
      }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      transitionProps={{ duration: 0 }}
    />
  );
}

/**
 * The first match is the one that Enter takes. Spotlight selects it too, but before React has drawn the matches, so
 * that on a busy machine the mark is set on an entry that is about to go.
 */
function useFirstSelected(): void {
  const { opened, query, listId } = useSpotlight(paletteStore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query draws another list
  useEffect(() => {
    const list = opened ? document.getElementById(listId) : null;
    if (!list) return;
    list.querySelector('[data-selected]')?.removeAttribute('data-selected');
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    paletteStore.updateState((state) => ({ ...state, selected: 0 }));
  }, [opened, query, listId]);
}

function usePaletteGroups(): SpotlightActionGroupData[] {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { project: slug } = useParams({ strict: false });
  const { data } = useQuery(projectsQuery);
  const projects = data?.items ?? [];
  const open = projects.find((project) => project.slug === slug);
  const role = open?.role;

  const pages = rail.filter((entry) => role && entry.roles.includes(role));
  const doable = actions.filter((action) => role && action.roles.includes(role));
  return [
    {
      group: t('do'),
      actions: [
        ...doable.map(({ label, description, to, search }) => ({
          id: `do ${label}`,
          label,
          description,
          onClick: () => void navigate({ to, params: { project: slug ?? '' }, search: search ?? {} }),
        })),
        ...deploymentActions
          .filter((action) => !action.admin || me.role === 'admin')
          .map(({ label, description, to, search }) => ({
            id: `do ${label}`,
            label,
            description,
            onClick: () => void navigate({ to, search: search ?? {} }),
          })),
      ],
    },
    {
      group: open ? t('pagesOf', { project: open.name }) : t('pages'),
      actions: [
        ...pages.map(({ label, to }) => ({
          id: `page ${to}`,
          label: t(`rail.${label}`),
          onClick: () => void navigate({ to, params: { project: slug ?? '' } }),
        })),
        ...deploymentRail
          .filter((entry) => !entry.admin || me.role === 'admin')
          .map(({ label, to }) => ({
            id: `page ${to}`,
            label: t(`rail.${label}`),
            onClick: () => void navigate({ to }),
          })),
      ],
    },
    {
      group: t('projects'),
      actions: projects
        .filter((project) => project.slug !== slug)
        .map((project) => ({
          id: `project ${project.slug}`,
          label: project.name,
          description: t('openAs', { role: common(`roles.${project.role}`) }),
          onClick: () => void navigate({ to: landingOf(project.role), params: { project: project.slug } }),
        })),
    },
  ].filter((group) => group.actions.length > 0);
}
