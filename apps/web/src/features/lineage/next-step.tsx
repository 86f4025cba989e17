import { firstMethod, type LineageNode } from '@prefloop/contract';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { mayUse, useProject } from '../../lib/project.ts';

/** What stands where nothing came of a thing yet: why, and the one thing that would change it. */
export function NextStep({ node }: { node: LineageNode }) {
  return (
    <EmptyState title="Nothing came of it yet" action={<Action node={node} />}>
      {whyOf(node)}
    </EmptyState>
  );
}

function whyOf(node: LineageNode): string {
  switch (node.kind) {
    case 'prompts':
      return 'No model was asked these prompts, and no snapshot holds them.';
    case 'batch':
      return node.ratings === 0
        ? 'Its tasks have no ratings so far. Once they have, a snapshot can hold them.'
        : 'Its ratings stand in no snapshot.';
    case 'snapshot':
      return 'No run was trained on it.';
    case 'run':
      if (node.method === 'generate') return 'Its responses were not put before people.';
      return node.status === 'succeeded'
        ? 'It published no model version.'
        : 'A training run publishes its model version when it succeeds.';
    case 'version':
      return node.purpose === 'reward'
        ? 'No policy was trained against it.'
        : 'It answered no prompts, and nothing was trained from it.';
  }
}

function Action({ node }: { node: LineageNode }) {
  const { slug: project, role } = useProject();
  const builds = mayUse(role, ['lead', 'engineer']);
  switch (node.kind) {
    case 'prompts':
      return builds ? (
        <ButtonLink to="/p/$project/runs/new" params={{ project }}>
          Generate responses
        </ButtonLink>
      ) : null;
    case 'batch':
      return builds && node.ratings > 0 ? (
        <ButtonLink to="/p/$project/snapshots/new" params={{ project }}>
          Freeze a snapshot
        </ButtonLink>
      ) : (
        <ButtonLink
          to="/p/$project/batches/$batchId"
          params={{ project, batchId: node.id }}
          variant="default"
        >
          See how far it is
        </ButtonLink>
      );
    case 'snapshot':
      return builds ? (
        <ButtonLink
          to="/p/$project/runs/new"
          params={{ project }}
          search={{ snapshot: node.id, method: firstMethod[node.of] }}
        >
          Train a model
        </ButtonLink>
      ) : null;
    case 'run':
      return role === 'lead' && node.method === 'generate' && (node.responses ?? 0) > 1 ? (
        <ButtonLink to="/p/$project/batches/new" params={{ project }} search={{ runId: node.id }}>
          Pair for rating
        </ButtonLink>
      ) : (
        <ButtonLink to="/p/$project/runs/$runId" params={{ project, runId: node.id }} variant="default">
          Open the run
        </ButtonLink>
      );
    case 'version':
      if (!builds || node.status !== 'ready') return null;
      return node.purpose === 'reward' ? (
        <ButtonLink to="/p/$project/runs/new" params={{ project }} search={{ method: 'ppo' }}>
          Train a policy
        </ButtonLink>
      ) : (
        <ButtonLink to="/p/$project/runs/new" params={{ project }} search={{ version: node.id }}>
          Generate responses
        </ButtonLink>
      );
  }
}
