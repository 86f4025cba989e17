import { Alert, Anchor, Group, Stack } from '@mantine/core';
import { type Lineage, type LineageNode, maxLineageNodes } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { Chooser } from './chooser.tsx';
import { keyOf, neighboursOf, reach } from './lineage-graph.ts';
import { lineageQuery } from './lineage-queries.ts';
import { LineageView } from './lineage-view.tsx';
import { NextStep } from './next-step.tsx';
import { kindWord, thingsOf } from './node-words.ts';

/** From any one thing of the loop: all that it came from and all that came of it. */
export function LineagePage() {
  const { kind, id } = useSearch({ from: '/app/p/$project/lineage' });
  return kind === undefined || id === undefined ? <Chooser /> : <Chain kind={kind} id={id} />;
}

function Chain(focus: Lineage['focus']) {
  const project = useProject();
  const lineage = useQuery(lineageQuery(project.slug, focus));
  return (
    <QueryView query={lineage} loading="Tracing the lineage">
      {(data) => {
        const node = data.nodes.find((each) => keyOf(each) === keyOf(data.focus));
        return node ? <Shown key={keyOf(node)} lineage={data} node={node} /> : null;
      }}
    </QueryView>
  );
}

function Shown({ lineage, node }: { lineage: Lineage; node: LineageNode }) {
  const { slug } = useProject();
  const { parents, children } = neighboursOf(lineage.edges);
  const before = reach(keyOf(node), parents).size;
  const after = reach(keyOf(node), children).size;
  return (
    <Stack gap="lg">
      <PageHeader title={`Lineage of ${node.name}`}>
        <Group gap="xs">
          <Anchor
            renderRoot={(props) => (
              <Link {...props} to="/p/$project/lineage" params={{ project: slug }} search={{}} />
            )}
          >
            Choose another
          </Anchor>
          <span>
            {kindWord(node)}.{' '}
            {before === 0 ? beginning(node) : `It came from ${thingsOf(before, lineage.truncated)}.`}{' '}
            {after === 0 ? '' : `What came of it: ${thingsOf(after, lineage.truncated)}.`}
          </span>
        </Group>
      </PageHeader>
      {lineage.truncated ? (
        <Alert color="yellow" role="status" title="There is more">
          Only the {formatCount(maxLineageNodes)} nearest things are shown. “Show its lineage” goes on from
          any of them.
        </Alert>
      ) : null}
      <LineageView lineage={lineage} />
      {after === 0 ? <NextStep node={node} /> : null}
    </Stack>
  );
}

/** Why nothing stands before it. */
function beginning(node: LineageNode): string {
  switch (node.kind) {
    case 'prompts':
      return 'It was imported: the chain begins here.';
    case 'version':
      return 'It was registered, not trained here: the chain begins here.';
    default:
      return 'What it came from is no longer there.';
  }
}
