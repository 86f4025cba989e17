import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../lib/i18n/use-formats.ts';

type Props = {
  versions: readonly { version: number; createdAt: string }[];
  value: number;
  onChange: (version: number) => void;
};

/** Chooses one of a thing's versions, newest first. */
export function VersionSelect({ versions, value, onChange }: Props) {
  const { t } = useTranslation();
  const { date } = useFormats();
  return (
    <Select
      aria-label={t('version')}
      w={220}
      allowDeselect={false}
      data={versions.map(({ version, createdAt }) => ({
        value: String(version),
        label: t('versionOf', { version, date: date(createdAt) }),
      }))}
      value={String(value)}
      onChange={(next) => next && onChange(Number(next))}
    />
  );
}
