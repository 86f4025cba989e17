import { Group } from '@mantine/core';
import { ButtonLink } from '../../components/button-link.tsx';
import { useProject } from '../../lib/project.ts';

const pages = [
  { key: 'runs', to: '/p/$project/runs', label: 'All runs' },
  { key: 'pipelines', to: '/p/$project/runs/pipelines', label: 'Pipelines' },
] as const;

/** Runs one by one, or as they were launched together. */
export function RunsTabs({ current }: { current: (typeof pages)[number]['key'] }) {
  const { slug } = useProject();
  return (
    <Group component="nav" gap={4} aria-label="Views of the runs">
      {pages.map(({ key, to, label }) => (
        <ButtonLink
          key={key}
          to={to}
          params={{ project: slug }}
          variant={key === current ? 'light' : 'subtle'}
          size="compact-md"
          aria-current={key === current ? 'page' : undefined}
        >
          {label}
        </ButtonLink>
      ))}
    </Group>
  );
}
