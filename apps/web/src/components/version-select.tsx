import { Select } from '@mantine/core';
import { formatDate } from '../lib/format.ts';

type Props = {
  versions: readonly { version: number; createdAt: string }[];
  value: number;
  onChange: (version: number) => void;
};

/** Chooses one of a thing's versions, newest first. */
export function VersionSelect({ versions, value, onChange }: Props) {
  return (
    <Select
      aria-label="Version"
      w={220}
      allowDeselect={false}
      data={versions.map(({ version, createdAt }) => ({
        value: String(version),
        label: `Version ${version}, ${formatDate(createdAt)}`,
      }))}
      value={String(value)}
      onChange={(next) => next && onChange(Number(next))}
    />
  );
}
