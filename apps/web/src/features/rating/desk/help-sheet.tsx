import { Modal, Switch } from '@mantine/core';
import { singleKeys } from '../../../lib/device.ts';
import { useStore } from '../../../lib/store.ts';
import type { KeyBinding } from '../keys.ts';
import classes from './help-sheet.module.css';

const groups = ['Rate', 'Move', 'Read'] as const;

type Props = { bindings: readonly KeyBinding[]; opened: boolean; onClose: () => void };

/** Every key there is, from the table that the listener reads. */
export function HelpSheet({ bindings, opened, onClose }: Props) {
  const keys = useStore(singleKeys);
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="lg">
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className={classes.group}>{group}</h3>
            <dl className={classes.list}>
              {bindings
                .filter((binding) => binding.group === group)
                .map((binding) => (
                  <div key={binding.key} className={classes.row}>
                    <dt>
                      <kbd>{binding.key.toUpperCase()}</kbd>
                    </dt>
                    <dd>
                      {binding.label}
                      {binding.narrowOnly ? <small> on a narrow screen</small> : null}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="md"
        label="Single keys"
        description="Off: only Tab, Space, Enter and the pointer do anything. Kept on this device."
        checked={keys === 'on'}
        onChange={(event) => singleKeys.set(event.currentTarget.checked ? 'on' : 'off')}
      />
    </Modal>
  );
}
