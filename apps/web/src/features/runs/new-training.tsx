import { isReinforced, learnsFrom, type TrainingMethod, trainingLaunch } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { formatCount } from '../../lib/format.ts';
import { modelsQuery } from '../../lib/models-query.ts';
import { useProject } from '../../lib/project.ts';
import { useLaunchContext } from './launch-context.ts';
import { methodWords } from './run-words.ts';
import { snapshotChoicesQuery } from './runs-query.ts';
import { TrainingForm } from './training-form.tsx';
import { trainingValuesOf } from './training-values.ts';

const wanted: Record<TrainingMethod, string> = {
  sft: 'It learns from demonstrations: freeze the prompts that have a reference response.',
  reward: 'It learns from preferences: freeze ratings of pairs.',
  dpo: 'It learns from preferences: freeze ratings of pairs.',
  kto: 'It learns from single answers, good and bad: freeze a snapshot of that kind.',
  orpo: 'It learns from preferences: freeze ratings of pairs.',
  simpo: 'It learns from preferences: freeze ratings of pairs.',
  ppo: 'It asks the prompts of a snapshot: freeze one first.',
  grpo: 'It asks the prompts of a snapshot: freeze one first.',
  rloo: 'It asks the prompts of a snapshot: freeze one first.',
  expert_iteration: 'It asks the prompts of a snapshot: freeze one first.',
  online_dpo: 'It asks the prompts of a snapshot: freeze one first.',
};

/** The models and snapshots that a method can use, and its form; where something is missing, the way to it. */
export function NewTraining({ method }: { method: TrainingMethod }) {
  const project = useProject();
  const { version, snapshot } = useSearch({ from: '/app/p/$project/runs/new' });
  const models = useQuery(modelsQuery(project.slug));
  const snapshots = useQuery(snapshotChoicesQuery(project.slug));
  const draft = trainingLaunch.safeParse(useLaunchContext().draft);
  const params = { project: project.slug };
  return (
    <QueryView query={models} loading="Loading the models">
      {({ items }) => (
        <QueryView query={snapshots} loading="Loading the snapshots">
          {(frozen) => {
            const versions = items
              .flatMap((model) => model.versions)
              .filter(({ origin, status }) => origin !== 'endpoint' && status !== 'failed');
            const choices = (purpose: 'policy' | 'reward') =>
              versions
                .filter((one) => one.purpose === purpose)
                .map(({ id, model, version: number, status }) => ({
                  value: id,
                  label: `${model} v${number}${status === 'preparing' ? ' (being prepared)' : ''}`,
                }));
            const kind = learnsFrom[method];
            const usable = frozen.items
              .filter((one) => kind === null || one.kind === kind)
              .map(({ id, name, statistics }) => ({
                value: id,
                label: `${name} (${formatCount(statistics.train)} + ${formatCount(statistics.eval)} held out)`,
              }));
            const [policies, rewards] = [choices('policy'), choices('reward')];
            if (policies.length === 0) {
              return (
                <EmptyState
                  title="No model to train"
                  action={
                    <ButtonLink to="/p/$project/models" params={params} search={{ register: true }}>
                      Register a model
                    </ButtonLink>
                  }
                >
                  Register a model whose weights are here. The bundled one trains on any machine.
                </EmptyState>
              );
            }
            if (usable.length === 0) {
              return (
                <EmptyState
                  title="No snapshot to learn from"
                  action={
                    <ButtonLink
                      to="/p/$project/snapshots/new"
                      params={params}
                      search={{ kind: kind ?? undefined }}
                    >
                      Freeze a snapshot
                    </ButtonLink>
                  }
                >
                  {wanted[method]}
                </EmptyState>
              );
            }
            if (isReinforced(method) && rewards.length === 0) {
              return (
                <EmptyState
                  title="No reward model yet"
                  action={
                    <ButtonLink to="/p/$project/runs/new" params={params} search={{ method: 'reward' }}>
                      Train a reward model
                    </ButtonLink>
                  }
                >
                  {methodWords[method]} learns from the scores of a reward model. Train one from ratings
                  first.
                </EmptyState>
              );
            }
            const only = (list: { value: string }[], asked?: string) =>
              list.find(({ value }) => value === asked)?.value ??
              (list.length === 1 ? list[0]?.value : '') ??
              '';
            return (
              <TrainingForm
                method={method}
                policies={policies}
                rewards={rewards}
                snapshots={usable}
                chosen={
                  draft.success && draft.data.method === method
                    ? trainingValuesOf(draft.data)
                    : {
                        baseVersionId: only(policies, version),
                        snapshotId: only(usable, snapshot),
                        rewardVersionId: only(rewards),
                      }
                }
              />
            );
          }}
        </QueryView>
      )}
    </QueryView>
  );
}
