import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { PageError } from './page-error.tsx';
import { PageLoading } from './page-loading.tsx';
import { PageMissing } from './page-missing.tsx';
import { accountRoute } from './routes/account.tsx';
import { appRoute } from './routes/app.tsx';
import { arenaRoute, matchupRoute } from './routes/arena.tsx';
import { batchesRoute, batchRoute, newBatchRoute } from './routes/batches.tsx';
import { consoleRoute, ratingsRoute } from './routes/console.tsx';
import { decideRoute } from './routes/decide.tsx';
import { formRoute } from './routes/form.tsx';
import { guidelinesRoute } from './routes/guidelines.tsx';
import { homeRoute } from './routes/home.tsx';
import { inviteRoute } from './routes/invite.tsx';
import { lineageRoute } from './routes/lineage.tsx';
import { loginRoute } from './routes/login.tsx';
import { modelsRoute, modelVersionRoute } from './routes/models.tsx';
import { overviewRoute } from './routes/overview.tsx';
import { peopleRoute } from './routes/people.tsx';
import { projectRoute } from './routes/project.tsx';
import { projectsRoute } from './routes/projects.tsx';
import { importRoute, promptRoute, promptsRoute } from './routes/prompts.tsx';
import { qualificationRoute } from './routes/qualification.tsx';
import { rateHistoryRoute, rateRoute } from './routes/rate.tsx';
import { resetRoute } from './routes/reset.tsx';
import { rootRoute } from './routes/root.tsx';
import {
  compareRunsRoute,
  newPipelineRoute,
  newRunRoute,
  pipelineRoute,
  pipelinesRoute,
  runRoute,
  runsRoute,
} from './routes/runs.tsx';
import { settingsRoute } from './routes/settings.tsx';
import { setupRoute } from './routes/setup.tsx';
import { newSnapshotRoute, snapshotRoute, snapshotsRoute } from './routes/snapshots.tsx';
import { usersRoute } from './routes/users.tsx';

/** Every page there is. A new one: a file in routes/, an import above, a line here. */
const routeTree = rootRoute.addChildren([
  loginRoute,
  setupRoute,
  inviteRoute,
  resetRoute,
  appRoute.addChildren([
    homeRoute,
    projectsRoute,
    usersRoute,
    accountRoute,
    projectRoute.addChildren([
      // Pages of a project, in the order of the rail.
      overviewRoute,
      consoleRoute,
      ratingsRoute,
      rateRoute,
      rateHistoryRoute,
      batchesRoute,
      newBatchRoute,
      batchRoute,
      promptsRoute,
      importRoute,
      promptRoute,
      snapshotsRoute,
      newSnapshotRoute,
      snapshotRoute,
      runsRoute,
      newRunRoute,
      compareRunsRoute,
      pipelinesRoute,
      newPipelineRoute,
      pipelineRoute,
      runRoute,
      modelsRoute,
      modelVersionRoute,
      lineageRoute,
      arenaRoute,
      matchupRoute,
      guidelinesRoute,
      formRoute,
      decideRoute,
      qualificationRoute,
      peopleRoute,
      settingsRoute,
    ]),
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // The query cache decides how long data is fresh.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: PageMissing,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    /** The page speaks the reader's language; one without this speaks English. */
    translated?: true;
  }
}
