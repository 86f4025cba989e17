import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { MenuLink } from '../components/menu-link.tsx';
import { api, ok } from '../lib/api.ts';
import { useMe } from '../lib/session.ts';
import classes from './user-menu.module.css';

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

export function UserMenu() {
  const me = useMe();
  const signOut = useMutation({
    mutationFn: () => ok(api.DELETE('/v1/session')),
    // A fresh load: nothing of this person stays in the memory of the page.
    onSuccess: () => location.assign('/login'),
  });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={`${me.name}: account and sign out`}>
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
        <MenuLink to="/account">Your account</MenuLink>
        <Menu.Item onClick={() => signOut.mutate()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
