import { ActionIcon, Menu } from '@mantine/core';
import type { ConsolePerson } from '@prefloop/contract';
import { IconDots } from '@tabler/icons-react';
import { MenuLink } from '../../../components/menu-link.tsx';
import { useProject } from '../../../lib/project.ts';
import type { Deed } from '../quality/person-dialog.tsx';

type Props = { person: ConsolePerson; onDeed: (deed: Deed) => void; onRequeue: () => void };

/** What a lead can do about a person. */
export function PersonMenu({ person, onDeed, onRequeue }: Props) {
  const { slug } = useProject();
  const { id, name, user, paused } = person;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Actions for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuLink to="/p/$project/ratings" params={{ project: slug }} search={{ annotator: id }}>
          All their ratings
        </MenuLink>
        {user ? (
          <Menu.Item onClick={() => onDeed({ kind: paused ? 'resume' : 'pause', person })}>
            {paused ? 'Resume' : 'Pause'}
          </Menu.Item>
        ) : null}
        <Menu.Item onClick={onRequeue}>Re-queue their work</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
