import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type EvaluatePlan, evaluatePlan, generateConfig, reportWins } from '@prefloop/contract';
import { findModelVersion, listScoredAnswers } from '@prefloop/db';
import { answerPrompts, findAnswers } from './generate.ts';
import { scoreResponses } from './score.ts';
import type { AttemptContext, Stage } from './stage.ts';

/** The two halves of an evaluation have a folder each: both are work of the trainer, with files of the same names. */
const halves = { answers: 'answers', scores: 'scores' } as const;

/** Models answer the same prompts, a reward model scores the answers, and each is compared with the baseline. */
export const evaluate: Stage = {
  async findResume(deps, session) {
    return findAnswers(deps, session, (attempt) => join(attempt, halves.answers));
  },

  async work(context) {
    const { deps, session } = context;
    const plan = evaluatePlan.parse(session.run.config);
    const asked = await madeVersions(context, plan);
    const { baselineVersionId, rewardVersionId, promptIds } = plan;
    const total = promptIds.length * plan.samplesPerPrompt * asked.length;
    const answers = await half(context, halves.answers, { before: 0, total: 2 * total });
    const answered = await answerPrompts(answers, {
      ...generateConfig.parse({
        versionIds: asked.slice(0, 1),
        prompts: plan.prompts,
        samplesPerPrompt: plan.samplesPerPrompt,
        temperature: plan.temperature,
        topP: plan.topP,
        maxNewTokens: plan.maxNewTokens,
        maxPromptTokens: plan.maxPromptTokens,
        seed: plan.seed,
        tokenBudget: plan.tokenBudget,
        device: plan.device,
      }),
      versionIds: asked,
      promptIds,
    });
    if (answered.kind !== 'succeeded') return answered;

    const scores = await half(context, halves.scores, { before: total, total: 2 * total });
    const { batchSize, device } = plan;
    const scored = await scoreResponses(
      scores,
      { promptIds, versionIds: [rewardVersionId], batchSize, device },
      session.run.id,
    );
    if (scored.kind !== 'succeeded') return scored;
    const rows = await listScoredAnswers(deps.db, session.run.id, rewardVersionId);
    const versionIds = asked.filter((id) => id !== baselineVersionId);
    const wins = reportWins(rows, { baselineVersionId, versionIds, rewardVersionId });
    // Done is done: empty answers, and those that could not be had, were never going to be scored.
    const done = { step: 2 * total, total: 2 * total };
    return { ...scored, progress: { ...answered.progress, ...scored.progress, ...done, wins } };
  },
};

/** The baseline and those to compare with it that there are: of a pipeline that goes on, some may never have been made. */
async function madeVersions({ deps }: AttemptContext, plan: EvaluatePlan): Promise<string[]> {
  const wanted = plan.versionIds.filter((id) => id !== plan.rewardVersionId);
  const versions = await Promise.all(wanted.map((id) => findModelVersion(deps.db, id)));
  const made = versions.flatMap((version) =>
    version && (version.status === 'ready' || !plan.optionalVersionIds.includes(version.id))
      ? [version.id]
      : [],
  );
  if (made.every((id) => id === plan.baselineVersionId)) {
    const message = 'None of the models that were to be compared with the baseline was made.';
    throw new AppError('MODEL_UNUSABLE', { message });
  }
  return made;
}

/** The same attempt in a folder of its own, telling its progress as the part that it is of the whole. */
async function half(
  context: AttemptContext,
  name: string,
  place: { before: number; total: number },
): Promise<AttemptContext> {
  const folder = join(context.folder, name);
  await mkdir(folder, { recursive: true });
  const { session } = context;
  return {
    ...context,
    folder,
    session: {
      ...session,
      record: (attempt, events) => {
        const { progress } = events;
        if (typeof progress?.step !== 'number') return session.record(attempt, events);
        const step = place.before + progress.step;
        return session.record(attempt, { ...events, progress: { ...progress, step, total: place.total } });
      },
    },
  };
}
