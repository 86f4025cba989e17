import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { promptSearch } from '../../features/prompts/prompts-query.ts';
import { projectRoute } from './project.tsx';

export const promptsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'prompts',
  validateSearch: promptSearch,
  component: lazyRouteComponent(() => import('../../features/prompts/prompts-page.tsx'), 'PromptsPage'),
});

export const importRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'prompts/import',
  component: lazyRouteComponent(() => import('../../features/prompts/import-page.tsx'), 'ImportPage'),
});

export const promptRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'prompts/$promptId',
  component: lazyRouteComponent(() => import('../../features/prompts/prompt-page.tsx'), 'PromptPage'),
});
