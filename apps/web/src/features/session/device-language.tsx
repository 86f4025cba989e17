import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../lib/i18n/languages.ts';
import { speak } from '../../lib/i18n/speak.ts';
import classes from './door.module.css';

/** The language of this device, each by its own name: whoever cannot read the one on screen finds theirs. */
export function DeviceLanguage() {
  const { t, i18n } = useTranslation('shell');
  return (
    <div role="group" aria-label={t('language')} className={classes.languages}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === i18n.language}
          // Where its texts cannot be fetched the page stays as it is.
          onClick={() => void speak(each).catch(() => undefined)}
        >
          {languageNames[each]}
        </button>
      ))}
    </div>
  );
}
