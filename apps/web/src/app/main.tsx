import './parse-without-eval.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { speakAsBefore } from '../lib/i18n/speak.ts';
import { createQueryClient } from '../lib/query.ts';
import { meQuery, sessionOver } from '../lib/session.ts';
import { Providers } from './providers.tsx';
import { createAppRouter } from './router.tsx';

// Without a user in the cache nobody had signed in yet: the router sends such a visitor to the sign-in page.
const queryClient = createQueryClient(() => {
  if (queryClient.getQueryData(meQuery.queryKey)) sessionOver.set(true);
});
const router = createAppRouter(queryClient);

// Before anything is drawn, or another language would stand there for a moment.
await speakAsBefore();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root"');
createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
