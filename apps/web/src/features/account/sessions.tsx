import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { api, ok } from '../../lib/api.ts';
import classes from './account.module.css';
import { describeBrowser } from './describe-browser.ts';

const key = ['my-sessions'];

export function Sessions() {
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
      <QueryView query={sessions} loading="Loading your sessions">
        {({ items }) => (
          <ul className={classes.list}>
            {items.map((session) => (
              <li key={session.id} className={classes.item}>
                <div className={classes.words}>
                  <Text fw={500}>{describeBrowser(session.browser)}</Text>
                  <Text size="sm" c="dimmed">
                    {session.address ? `${session.address}, ` : ''}since <TimeAgo at={session.createdAt} />
                  </Text>
                </div>
                {session.current ? (
                  <Text size="sm" c="dimmed">
                    this one
                  </Text>
                ) : (
                  <Button
                    variant="default"
                    size="xs"
                    loading={end.isPending && end.variables === session.id}
                    aria-label={`End the session in ${describeBrowser(session.browser)}`}
                    onClick={() => end.mutate(session.id)}
                  >
                    End
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
