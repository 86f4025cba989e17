import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  staticData: { translated: true },
  component: lazyRouteComponent(() => import('../../features/account/account-page.tsx'), 'AccountPage'),
});
