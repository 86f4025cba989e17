import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const runsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs',
  component: lazyRouteComponent(() => import('../../features/runs/runs-page.tsx'), 'RunsPage'),
});

export const newRunRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs/new',
  validateSearch: z.object({
    version: param(z.string()),
    /** Versions that answer the same prompts, to be compared. */
    versions: param(z.array(z.uuid())),
    snapshot: param(z.string()),
    /** The run whose settings fill in the form. */
    clone: param(z.uuid()),
    /** With the cure of what it failed of. */
    fix: param(z.boolean()),
    method: param(
      z.enum([
        'generate',
        'score',
        'sft',
        'reward',
        'dpo',
        'kto',
        'orpo',
        'simpo',
        'ppo',
        'grpo',
        'rloo',
        'expert_iteration',
        'online_dpo',
        'evaluate',
      ]),
    ),
  }),
  component: lazyRouteComponent(() => import('../../features/runs/new-run-page.tsx'), 'NewRunPage'),
});

export const pipelinesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs/pipelines',
  component: lazyRouteComponent(
    () => import('../../features/runs/pipelines/pipelines-page.tsx'),
    'PipelinesPage',
  ),
});

export const newPipelineRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs/pipelines/new',
  /** The pipeline whose document is launched again. */
  validateSearch: z.object({ from: param(z.uuid()) }),
  component: lazyRouteComponent(
    () => import('../../features/runs/pipelines/new-pipeline-page.tsx'),
    'NewPipelinePage',
  ),
});

export const pipelineRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs/pipelines/$pipelineId',
  component: lazyRouteComponent(
    () => import('../../features/runs/pipelines/pipeline-page.tsx'),
    'PipelinePage',
  ),
});

export const compareRunsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs/compare',
  validateSearch: z.object({
    /** The first one is what the others are told against. */
    runs: param(z.array(z.uuid()).check(z.maxLength(20))),
  }),
  component: lazyRouteComponent(() => import('../../features/runs/compare-page.tsx'), 'ComparePage'),
});

export const runRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs/$runId',
  validateSearch: z.object({
    smooth: param(z.enum(['light', 'strong'])),
    x: param(z.literal('time')),
    y: param(z.literal('log')),
    /** The steps that the curves are cut to. */
    from: param(z.int()),
    to: param(z.int()),
    /** The chart that fills the screen. */
    chart: param(z.string()),
    /** Of the histogram and of the samples: the step shown. */
    scores: param(z.int()),
    step: param(z.int()),
    against: param(z.literal('previous')),
    order: param(z.enum(['change', 'reward'])),
  }),
  component: lazyRouteComponent(() => import('../../features/runs/run-page.tsx'), 'RunPage'),
});
