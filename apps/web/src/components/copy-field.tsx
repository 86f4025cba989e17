import { ActionIcon, Code, CopyButton, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './copy-field.module.css';

/** A value to take along (a link, a key, an id) with a button that copies it. `name` says what it is. */
export function CopyField({ value, name, wrap = false }: { value: string; name: string; wrap?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.field}>
      <Code className={wrap ? classes.wrapped : classes.value} tabIndex={wrap ? undefined : 0}>
        {value}
      </Code>
      <CopyButton value={value} timeout={2000}>
        {({ copied, copy }) => (
          <>
            <Tooltip label={copied ? t('copied') : t('copy', { name })}>
              <ActionIcon variant="default" size={32} onClick={copy} aria-label={t('copy', { name })}>
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
            <VisuallyHidden role="status">{copied ? t('copied') : ''}</VisuallyHidden>
          </>
        )}
      </CopyButton>
    </div>
  );
}
