import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { isLanguage, languageNames, languages } from '../../lib/i18n/languages.ts';
import { useLanguage } from '../../lib/i18n/use-language.ts';

/** What the pages speak to this person, on every device: each language by its own name. */
export function LanguageChoice() {
  const { t } = useTranslation('account');
  const { language, choose, error } = useLanguage();
  return (
    <Stack>
      {error ? <ErrorState error={error} /> : null}
      <Radio.Group
        label={t('language.label')}
        value={language}
        onChange={(next) => isLanguage(next) && choose(next)}
      >
        <Stack gap="xs" mt={4}>
          {languages.map((each) => (
            <Radio
              key={each}
              value={each}
              lang={each}
              label={<span lang={each}>{languageNames[each]}</span>}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
