import type { LineageNode } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../../lib/project.ts';
import classes from './lineage.module.css';

/** A thing's name as the link to its own page; a source's is the list of its prompts. */
export function NodeLink({ node }: { node: LineageNode }) {
  const { slug: project } = useProject();
  const common = { className: classes.name, title: node.name, dir: 'auto' as const, children: node.name };
  switch (node.kind) {
    case 'prompts':
      return (
        <Link to="/p/$project/prompts" params={{ project }} search={{ source: [node.id] }} {...common} />
      );
    case 'batch':
      return <Link to="/p/$project/batches/$batchId" params={{ project, batchId: node.id }} {...common} />;
    case 'snapshot':
      return (
        <Link to="/p/$project/snapshots/$snapshotId" params={{ project, snapshotId: node.id }} {...common} />
      );
    case 'run':
      return <Link to="/p/$project/runs/$runId" params={{ project, runId: node.id }} {...common} />;
    case 'version':
      return <Link to="/p/$project/models/$versionId" params={{ project, versionId: node.id }} {...common} />;
  }
}
