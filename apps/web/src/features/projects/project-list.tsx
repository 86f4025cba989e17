import { Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import type { Project } from '../../lib/project.ts';
import classes from './project-list.module.css';

function columnsIn(t: TFunction<'shell'>, common: TFunction): Column<Project>[] {
  return [
    {
      id: 'name',
      header: t('projectList.name'),
      sortBy: (row) => row.name.toLocaleLowerCase(),
      cell: (row) => (
        <>
          {/* By way of `/`, which knows where the role begins. */}
          <Link to="/" search={{ project: row.slug }} className={classes.name}>
            {row.name}
          </Link>
          {row.demo ? <Mark>{t('projectList.demo')}</Mark> : null}
          {row.archivedAt ? <Mark>{t('projectList.archived')}</Mark> : null}
          {row.description ? (
            <Text size="sm" c="dimmed" lineClamp={2}>
              {row.description}
            </Text>
          ) : null}
        </>
      ),
    },
    {
      id: 'role',
      header: t('projectList.role'),
      width: '120px',
      sortBy: (row) => row.role,
      cell: (row) => common(`roleTitles.${row.role}`),
    },
    {
      id: 'made',
      header: t('projectList.made'),
      width: '128px',
      secondary: true,
      sortBy: (row) => row.createdAt,
      cell: (row) => (
        <Text span c="dimmed">
          <TimeAgo at={row.createdAt} />
        </Text>
      ),
    },
  ];
}

function Mark({ children }: { children: string }) {
  return (
    <Badge variant="light" color="gray" radius="sm" tt="none" fw={500} ms={8}>
      {children}
    </Badge>
  );
}

export function ProjectList({ projects }: { projects: readonly Project[] }) {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  const columns = useMemo(() => columnsIn(t, common), [t, common]);
  return <DataTable label={t('projects')} columns={columns} rows={projects} rowId={(row) => row.slug} />;
}
