import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExtraProps } from 'react-markdown';
import { CopyButton } from '../copy/copy-button.tsx';
import classes from './markdown.module.css';

type Props = { node: ExtraProps['node']; children: ReactNode };

/** Code, under a line that names its language and has the button that copies it: never over the code itself. */
export function CodeBlock({ node, children }: Props) {
  const { t } = useTranslation('rating');
  const code = useRef<HTMLPreElement>(null);
  const language = languageIn(node);
  return (
    <div className={classes.code} dir="ltr">
      <div className={classes.codeHead}>
        <span className={classes.codeLanguage}>{language}</span>
        <CopyButton
          text={() => code.current?.textContent?.replace(/\n$/, '') ?? ''}
          name={language === '' ? t('copy.code') : t('copy.codeIn', { language })}
        />
      </div>
      <pre ref={code}>{children}</pre>
    </div>
  );
}

/** The language that the fence names. */
function languageIn(node: Props['node']): string {
  const code = node?.children[0];
  const names = code?.type === 'element' ? code.properties.className : undefined;
  const found = Array.isArray(names) ? names.find((name) => String(name).startsWith('language-')) : undefined;
  return found === undefined ? '' : String(found).slice('language-'.length);
}
