import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';

type Props = { value: string | undefined; onChange: (search: string | undefined) => void };

/** Searches as one types, a moment after the last key. */
export function UserSearch({ value, onChange }: Props) {
  const change = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), 200);
  return (
    <TextInput
      type="search"
      aria-label="Search accounts"
      placeholder="Name or e-mail"
      leftSection={<IconSearch size={16} aria-hidden />}
      defaultValue={value ?? ''}
      maxLength={100}
      maw={320}
      my="sm"
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
