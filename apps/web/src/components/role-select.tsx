import { Select, type SelectProps, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import classes from './role-select.module.css';

type Role<R extends string> = { value: R; label: string; does: string };

type Props<R extends string> = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'defaultValue'> & {
  roles: readonly Role<R>[];
  value: R;
  onChange: (role: R) => void;
  /** In a table: no frame until it is pointed at or has the focus. */
  quiet?: boolean;
};

/** A choice of role that says what each one may do. */
export function RoleSelect<R extends string>({ roles, value, onChange, quiet = false, ...rest }: Props<R>) {
  return (
    <Select
      allowDeselect={false}
      classNames={quiet ? { input: classes.quiet ?? '' } : {}}
      withCheckIcon={false}
      data={roles.map((role) => ({ value: role.value, label: role.label }))}
      value={value}
      onChange={(next) => {
        const chosen = roles.find((role) => role.value === next);
        if (chosen && chosen.value !== value) onChange(chosen.value);
      }}
      miw={136}
      maxDropdownHeight={400}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      renderOption={({ option, checked }) => (
        <div className={classes.option}>
          <Text fw={500}>{option.label}</Text>
          <Text size="sm" c="dimmed">
            {roles.find((role) => role.value === option.value)?.does}
          </Text>
          {checked ? <IconCheck size={16} aria-hidden className={classes.check} /> : null}
        </div>
      )}
      {...rest}
    />
  );
}
