import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { englishOnly } from './i18n.ts';

/** A part in English on a page that is translated: shared components in it speak English too, and readers are told. */
export function EnglishPart({ children }: { children: ReactNode }) {
  return (
    <div lang="en" dir="ltr">
      <I18nextProvider i18n={englishOnly}>{children}</I18nextProvider>
    </div>
  );
}
