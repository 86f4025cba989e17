import { Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import type { Components, ExtraProps } from 'react-markdown';
import { readExample } from '../lib/read-example.ts';
import { ExampleCard } from './example-card.tsx';
import { Prose, proseComponents } from './prose.tsx';

type Props = {
  text: string;
  /** Says what is wrong with an example that cannot be read; for its author. */
  notes?: boolean;
};

/** The guidelines of a project: markdown, with `example` blocks drawn as pairs of answers. */
export function GuidelinesText({ text, notes = false }: Props) {
  return <Prose text={text} components={notes ? forAuthors : forReaders} />;
}

type Pre = ComponentProps<'pre'> & ExtraProps;

// At module scope: a new component would be a new block at every letter typed.
const forReaders: Components = {
  ...proseComponents,
  pre: (props: Pre) => <Block {...props} notes={false} />,
};
const forAuthors: Components = { ...proseComponents, pre: (props: Pre) => <Block {...props} notes /> };

function Block({ node, children, notes }: Pre & { notes: boolean }) {
  const plain = <pre tabIndex={0}>{children}</pre>;
  const inside = exampleIn(node);
  if (inside === null) return plain;
  const example = readExample(inside);
  if (!('fault' in example)) return <ExampleCard example={example} />;
  return (
    <>
      {plain}
      {notes ? (
        <Text size="sm" c="red" mt={-4} mb="sm" role="note">
          This example is shown as plain text. {example.fault}
        </Text>
      ) : null}
    </>
  );
}

/** The text of a block that is fenced as `example`; null for any other code. */
function exampleIn(node: Pre['node']): string | null {
  const code = node?.children[0];
  if (code?.type !== 'element' || code.tagName !== 'code') return null;
  const { className } = code.properties;
  if (!Array.isArray(className) || !className.includes('language-example')) return null;
  return code.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
}
