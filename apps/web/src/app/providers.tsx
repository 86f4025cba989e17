import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './global.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { patiently } from '../lib/patiently.ts';
import { Later } from './later.tsx';
import { spokenTheme } from './spoken-theme.ts';
import { cssVariables } from './theme.ts';

// Not needed for the first paint; what is announced before it has come waits for it.
const Notifications = lazy(() =>
  patiently(async () => ({ default: (await import('@mantine/notifications')).Notifications })),
);

/** Everything that pages expect around them. */
export function Providers({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  const { t } = useTranslation();
  const theme = useMemo(() => spokenTheme(t), [t]);
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          {children}
          <Later>
            <Notifications position="bottom-right" transitionDuration={100} autoClose={5000} />
          </Later>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
