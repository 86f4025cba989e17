import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { User } from './users.tsx';

type Props = {
  user: User;
  onEnable: (user: User) => void;
  onDisable: (user: User) => void;
  onResetLink: (user: User) => void;
};

/** What an admin can do to an account. */
export function UserMenu({ user, onEnable, onDisable, onResetLink }: Props) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Actions for ${user.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {user.disabledAt ? (
          <Menu.Item onClick={() => onEnable(user)}>Enable the account</Menu.Item>
        ) : (
          <>
            <Menu.Item onClick={() => onResetLink(user)}>Make a password link</Menu.Item>
            <Menu.Item color="red" onClick={() => onDisable(user)}>
              Disable the account
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
