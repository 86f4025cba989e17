import { Button, Group, Text } from '@mantine/core';
import type { components } from '@prefloop/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { api, ok } from '../../lib/api.ts';
import classes from './account.module.css';
import { apiKeysKey } from './api-keys-key.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

export type ApiKey = components['schemas']['ApiKey'];

export function ApiKeys() {
  const keys = useQuery({ queryKey: apiKeysKey, queryFn: () => ok(api.GET('/v1/me/keys')) });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <>
      <QueryView query={keys} loading="Loading your keys">
        {({ items }) => (
          <>
            {items.length === 0 ? <Text c="dimmed">You have no keys.</Text> : null}
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
          New API key
        </Button>
      </Group>
      <NewKeyDialog opened={making} onClose={() => setMaking(false)} />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

function KeyItem({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <Text fw={500}>{apiKey.name}</Text>
        <Text size="sm" c="dimmed">
          <code>{apiKey.start}…</code> may {apiKey.scopes.includes('write') ? 'read and write' : 'read'};{' '}
          {apiKey.lastUsedAt ? (
            <>
              used <TimeAgo at={apiKey.lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          ;{' '}
          {apiKey.expiresAt ? (
            <>
              ends <TimeAgo at={apiKey.expiresAt} />
            </>
          ) : (
            'does not expire'
          )}
        </Text>
      </div>
      <Button variant="default" size="xs" aria-label={`Revoke the key ${apiKey.name}`} onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}
