import { Button, Group, Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { api, ok } from '../../lib/api.ts';
import classes from './account.module.css';
import { apiKeysKey } from './api-keys-key.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

export type ApiKey = components['schemas']['ApiKey'];

export function ApiKeys() {
  const { t } = useTranslation('account');
  const keys = useQuery({ queryKey: apiKeysKey, queryFn: () => ok(api.GET('/v1/me/keys')) });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <>
      <QueryView query={keys} loading={t('keys.loading')}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Text c="dimmed">{t('keys.none')}</Text> : null}
            <ul className={classes.list}>
              {items.map((key) => (
                <KeyItem key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </ul>
          </>
        )}
      </QueryView>
      <Group mt="md">
        <Button variant="default" onClick={() => setMaking(true)}>
          {t('keys.new')}
        </Button>
      </Group>
      <NewKeyDialog opened={making} onClose={() => setMaking(false)} />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

function KeyItem({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useTranslation('account');
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <Text fw={500}>{apiKey.name}</Text>
        <Text size="sm" c="dimmed">
          <code>{apiKey.start}…</code>{' '}
          {apiKey.scopes.includes('write') ? t('keys.mayWrite') : t('keys.mayRead')};{' '}
          {apiKey.lastUsedAt ? (
            <Trans t={t} i18nKey="keys.used" components={{ when: <TimeAgo at={apiKey.lastUsedAt} /> }} />
          ) : (
            t('keys.neverUsed')
          )}
          ;{' '}
          {apiKey.expiresAt ? (
            <Trans t={t} i18nKey="keys.ends" components={{ when: <TimeAgo at={apiKey.expiresAt} /> }} />
          ) : (
            t('keys.endless')
          )}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('keys.revokeThat', { name: apiKey.name })}
        onClick={onRevoke}
      >
        {t('keys.revoke')}
      </Button>
    </li>
  );
}
