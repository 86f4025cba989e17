import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { Door } from './door.tsx';

/** For a one-time link that is cut off, used, revoked or too old: these look the same from outside. */
export function BrokenLink({ children }: { children: ReactNode }) {
  return (
    <Door title="This link does not work">
      <Text>
        It may have been used already, taken back, grown too old, or lost a part while it was copied.{' '}
        {children}
      </Text>
      <ButtonLink to="/login" variant="default">
        Go to the sign-in
      </ButtonLink>
    </Door>
  );
}
