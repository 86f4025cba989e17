import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { api, ok } from '../../lib/api.ts';
import classes from './account.module.css';
import { describeBrowser } from './describe-browser.ts';

const key = ['my-sessions'];

export function Sessions() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const sessions = useQuery({ queryKey: key, queryFn: () => ok(api.GET('/v1/me/sessions')) });
  const end = useMutation({
    mutationFn: (session: string) =>
      ok(api.DELETE('/v1/me/sessions/{session}', { params: { path: { session } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return (
    <>
      {end.error ? <ErrorState error={end.error} /> : null}
      <QueryView query={sessions} loading={t('sessions.loading')}>
        {({ items }) => (
          <ul className={classes.list}>
            {items.map((session) => (
              <li key={session.id} className={classes.item}>
                <div className={classes.words}>
                  <Text fw={500}>{describeBrowser(session.browser, t)}</Text>
                  <Text size="sm" c="dimmed">
                    <Trans
                      t={t}
                      i18nKey={session.address ? 'sessions.addressSince' : 'sessions.since'}
                      components={{
                        address: <span>{session.address}</span>,
                        when: <TimeAgo at={session.createdAt} />,
                      }}
                    />
                  </Text>
                </div>
                {session.current ? (
                  <Text size="sm" c="dimmed">
                    {t('sessions.this')}
                  </Text>
                ) : (
                  <Button
                    variant="default"
                    size="xs"
                    loading={end.isPending && end.variables === session.id}
                    aria-label={t('sessions.endThat', { browser: describeBrowser(session.browser, t) })}
                    onClick={() => end.mutate(session.id)}
                  >
                    {t('sessions.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </>
  );
}
