import { useTranslation } from 'react-i18next';
import { type Formats, formatsIn } from '../format.ts';

/** Numbers and moments as the language of this part of the page writes them. */
export function useFormats(): Formats {
  return formatsIn(useTranslation().i18n.language);
}
