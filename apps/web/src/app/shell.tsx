import { Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { lazy, useEffect, useRef } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { englishOnly, i18n } from '../lib/i18n/i18n.ts';
import { speak } from '../lib/i18n/speak.ts';
import { patiently } from '../lib/patiently.ts';
import { useMe } from '../lib/session.ts';
import { Later } from './later.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { palette } from './palette-store.ts';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { TrainingBanner } from './training-banner.tsx';

// Not needed for the first paint, and no reason for the page to fail when the network goes before they came.
const Palette = lazy(() => patiently(() => import('./palette.tsx')));
const Courier = lazy(() => patiently(() => import('../features/rating/outbox/courier.tsx')));
const SessionOverDialog = lazy(() =>
  patiently(async () => ({
    default: (await import('../features/session/session-over-dialog.tsx')).SessionOverDialog,
  })),
);

/** Top bar, rail and page. Below 720 px the rail is a drawer, so that the foot of the screen belongs to the page. */
export function Shell() {
  const { t } = useTranslation('shell');
  const [menuOpen, menu] = useDisclosure(false);
  // Here and not in the palette, which comes later: the key counts from the first moment, in text fields too.
  useHotkeys([['mod+K', palette.open]], []);
  const main = useFocusOnNavigation(menu.close);
  useLanguageOfAccount();
  const translated = useMatches({ select: (matches) => matches.at(-1)?.staticData.translated === true });
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      <TopBar onMenu={menu.open} />
      <div className={classes.rail}>
        <Rail />
      </div>
      <Drawer opened={menuOpen} onClose={menu.close} title={t('pages')} size={260}>
        <Rail wide />
      </Drawer>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className={classes.main}
        {...(translated ? {} : { lang: 'en', dir: 'ltr' })}
      >
        <I18nextProvider i18n={translated ? i18n : englishOnly}>
          <OfflineBanner />
          <TrainingBanner />
          <Outlet />
        </I18nextProvider>
      </main>
      <Later>
        <Palette />
        <SessionOverDialog />
        <Courier />
      </Later>
    </div>
  );
}

/** The account's language as it was last heard, which somebody may have changed on another device. */
function useLanguageOfAccount(): void {
  const { language } = useMe();
  useEffect(() => {
    // Without its texts the page goes on in the language that it has.
    if (language !== null) speak(language).catch(() => undefined);
  }, [language]);
}

/** After a change of page the new one has the focus, so that the next Tab and the screen reader begin there. */
function useFocusOnNavigation(onNavigate: () => void) {
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    onNavigate();
    main.current?.focus({ preventScroll: true });
  }, [path, onNavigate]);
  return main;
}
