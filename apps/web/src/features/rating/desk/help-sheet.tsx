import { Button, Group, Modal, Text } from '@mantine/core';
import type { RatingKeyId } from '@prefloop/contract';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { SingleKeysSwitch } from '../../../components/single-keys-switch.tsx';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { changeKey } from '../change-key.ts';
import { characterOf, type KeyBinding } from '../keys.ts';
import classes from './help-sheet.module.css';

const groups = ['Rate', 'Move', 'Read'] as const;

type Props = { bindings: readonly KeyBinding[]; opened: boolean; onClose: () => void };

/** Every key there is, from what the listener reads; each can be changed, and all can be switched off. */
export function HelpSheet({ bindings, opened, onClose }: Props) {
  const { t } = useTranslation('rating');
  const { on, own, save, error } = useRatingKeys();
  const [changing, setChanging] = useState<RatingKeyId | null>(null);
  const changed = Object.keys(own).length > 0;

  const take = (event: KeyboardEvent, id: RatingKeyId) => {
    if (changing !== id || event.key === 'Tab' || event.key === 'Shift') return;
    event.preventDefault();
    event.stopPropagation();
    const key = event.key === 'Escape' ? null : characterOf(event.nativeEvent);
    if (key !== null) save(changeKey({ on, own }, id, key));
    if (key !== null || event.key === 'Escape') setChanging(null);
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size="lg"
      closeOnEscape={changing === null}
    >
      {error ? <ErrorState error={error} /> : null}
      <Text size="sm" c="dimmed" mb="sm">
        {t('keys.note')}
      </Text>
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group} aria-label={t(`keys.groups.${group}`)}>
            <h3 className={classes.group}>{t(`keys.groups.${group}`)}</h3>
            <ul className={classes.list}>
              {bindings
                .filter((binding) => binding.group === group)
                .map(({ id, key, label, narrowOnly, wideOnly }) => (
                  <li key={id} className={classes.row}>
                    <button
                      type="button"
                      className={classes.key}
                      aria-label={
                        changing === id
                          ? t('keys.press', { label })
                          : t('keys.change', { label, key: key.toUpperCase() })
                      }
                      data-changing={changing === id || undefined}
                      onClick={() => setChanging(changing === id ? null : id)}
                      onKeyDown={(event) => take(event, id)}
                      onBlur={() => setChanging(null)}
                    >
                      {changing === id ? '…' : key.toUpperCase()}
                    </button>
                    <span>
                      {label}
                      {narrowOnly ? <small> {t('keys.narrow')}</small> : null}
                      {wideOnly ? <small> {t('keys.wide')}</small> : null}
                    </span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Group mt="md" justify="space-between" align="flex-start">
        <SingleKeysSwitch label={t('keys.single')} description={t('keys.singleNote')} />
        {changed ? (
          <Button variant="default" onClick={() => save({ on, own: {} })}>
            {t('keys.usual')}
          </Button>
        ) : null}
      </Group>
    </Modal>
  );
}
