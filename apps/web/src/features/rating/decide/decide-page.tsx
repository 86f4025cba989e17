import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../../../components/button-link.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useProject } from '../../../lib/project.ts';
import { DecideDesk } from './decide-desk.tsx';
import { disagreementsQuery } from './disagreements-query.ts';

/** Pairs that people could not agree on, for a lead to decide. */
export function DecidePage() {
  const { slug } = useProject();
  const { batch, scope = 'disputed' } = useSearch({ from: '/app/p/$project/decide' });
  const found = useQuery(disagreementsQuery(slug, scope, batch));
  if (found.data && found.data.items.length > 0) {
    return <DecideDesk key={`${scope} ${batch}`} items={found.data.items} form={found.data.form} />;
  }
  return (
    <>
      <PageHeader title="Decide" />
      <QueryView query={found} loading="Looking for disagreements">
        {() => (
          <EmptyState
            title={scope === 'disputed' ? 'Nothing waits for a decision' : 'Nobody disagrees'}
            action={
              scope === 'disputed' ? (
                <Button
                  renderRoot={(props) => (
                    <Link
                      to="/p/$project/decide"
                      params={{ project: slug }}
                      search={{ batch, scope: 'all' }}
                      {...props}
                    />
                  )}
                >
                  Look at all disagreements
                </Button>
              ) : (
                <ButtonLink to="/p/$project/batches" params={{ project: slug }}>
                  Batches
                </ButtonLink>
              )
            }
          >
            {scope === 'disputed'
              ? 'Pairs come here when a batch asks for more ratings while people disagree, and they still do at its limit.'
              : 'Of the pairs that were rated twice or more, all have one verdict.'}
          </EmptyState>
        )}
      </QueryView>
    </>
  );
}
