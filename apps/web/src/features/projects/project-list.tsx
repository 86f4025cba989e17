import { Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import type { Project } from '../../lib/project.ts';
import { roleLabel } from '../../lib/roles.ts';
import classes from './project-list.module.css';

const columns: Column<Project>[] = [
  {
    id: 'name',
    header: 'Name',
    sortBy: (row) => row.name.toLocaleLowerCase(),
    cell: (row) => (
      <>
        {/* By way of `/`, which knows where the role begins. */}
        <Link to="/" search={{ project: row.slug }} className={classes.name}>
          {row.name}
        </Link>
        {row.demo ? <Mark>demo</Mark> : null}
        {row.archivedAt ? <Mark>archived</Mark> : null}
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
    header: 'You are',
    width: '120px',
    sortBy: (row) => row.role,
    cell: (row) => roleLabel(row.role),
  },
  {
    id: 'made',
    header: 'Made',
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

function Mark({ children }: { children: string }) {
  return (
    <Badge variant="light" color="gray" radius="sm" tt="none" fw={500} ml={8}>
      {children}
    </Badge>
  );
}

export function ProjectList({ projects }: { projects: readonly Project[] }) {
  return <DataTable label="Projects" columns={columns} rows={projects} rowId={(row) => row.slug} />;
}
