import { Button, Stack, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { useProject } from '../../../lib/project.ts';
import { BatchesTable } from './batches-table.tsx';
import classes from './console.module.css';
import { figuresQuery } from './console-query.ts';
import { type ConsoleSearch, fileOf, scopeOf } from './console-search.ts';
import { FiguresView } from './figures-view.tsx';
import { PaySection } from './pay-section.tsx';
import { PeopleTable } from './people-table.tsx';
import { ScopeFilters } from './scope-filters.tsx';

/** What a lead steers by: where the labeling stands and until when, who does what, what holds it up, what it costs. */
export function ConsolePage() {
  const project = useProject();
  const search = useSearch({ from: '/app/p/$project/console' });
  const navigate = useNavigate({ from: '/p/$project/console' });
  const figures = useQuery(figuresQuery(project.slug, search));
  const change = (by: Partial<ConsoleSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...by }), replace: true, resetScroll: false });
  const { batch, period, from, to } = search;
  return (
    <Stack gap="lg">
      <PageHeader
        title="Console"
        actions={
          <>
            <FileLink search={search} table="figures" size="sm" />
            <ButtonLink
              to="/p/$project/ratings"
              params={{ project: project.slug }}
              search={{ batch, period, from, to }}
              variant="default"
            >
              All ratings
            </ButtonLink>
          </>
        }
      >
        Where the labeling stands{figures.data ? <>, as of {<TimeAgo at={figures.data.asOf} />}</> : null}.
      </PageHeader>
      <ScopeFilters search={search} onChange={change} ready={!figures.isPending} />
      <section aria-label="Figures" className={classes.figures}>
        <QueryView query={figures} loading="Loading the figures">
          {(data) => <FiguresView figures={data} search={search} />}
        </QueryView>
      </section>
      {/* Below the fold: asked for once the figures are there, which a lead looks at first. */}
      {figures.isPending ? null : (
        <>
          <section>
            <Head title="People" id="people">
              <FileLink search={search} table="people" />
            </Head>
            <PeopleTable search={search} />
          </section>
          <section>
            <Head title="Batches" id="batches">
              <FileLink search={search} table="batches" />
            </Head>
            <BatchesTable />
          </section>
          <PaySection search={search} onChange={change} />
        </>
      )}
    </Stack>
  );
}

function Head({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <div className={classes.head}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {children}
    </div>
  );
}

const fileNames = { figures: 'Figures as CSV', people: 'People as CSV', batches: 'Batches as CSV' };

type FileProps = { search: ConsoleSearch; table: keyof typeof fileNames; size?: 'xs' | 'sm' };

/** A file of what is on screen. */
function FileLink({ search, table, size = 'xs' }: FileProps) {
  const { slug } = useProject();
  return (
    <Button
      component="a"
      href={fileOf(slug, 'console/export', { ...scopeOf(search), table })}
      download
      variant="default"
      size={size}
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {fileNames[table]}
    </Button>
  );
}
