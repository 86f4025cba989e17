import { Anchor } from '@mantine/core';
import type { LineageKind } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../lib/project.ts';

type Props = { kind: LineageKind; id: string; children?: string };

/** To all that a thing came from and all that came of it; an id is a row's, or the name of a prompt source. */
export function LineageLink({ kind, id, children = 'Lineage' }: Props) {
  const { slug } = useProject();
  return (
    <Anchor
      // It stands in lines of text, where its colour alone tells too little.
      underline="always"
      renderRoot={(props) => (
        <Link {...props} to="/p/$project/lineage" params={{ project: slug }} search={{ kind, id }} />
      )}
    >
      {children}
    </Anchor>
  );
}
