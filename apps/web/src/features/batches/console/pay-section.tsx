import { Button, Checkbox, Group, Text, Title } from '@mantine/core';
import type { Pay } from '@prefloop/contract';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { Definition } from '../../../components/definition.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { rowsBehind } from '../ratings/rating-search.ts';
import classes from './console.module.css';
import { payQuery } from './console-query.ts';
import { type ConsoleSearch, fileOf, scopeOf } from './console-search.ts';
import { formatHours } from './console-words.ts';
import { PayDialog } from './pay-dialog.tsx';
import { RowsLink } from './rows-link.tsx';

type Row = Pay['total'] & { id: string; name: string };
type Props = { search: ConsoleSearch; onChange: (change: Partial<ConsoleSearch>) => void };

/** Hours, ratings and what they are worth, as they stand in the file. */
export function PaySection({ search, onChange }: Props) {
  const { slug } = useProject();
  const pay = useQuery(payQuery(slug, search));
  const [asking, setAsking] = useState(false);
  const columns = useMemo(
    () => columnsOf(search, pay.data?.rate?.currency ?? null),
    [search, pay.data?.rate],
  );
  const rate = pay.data?.rate ?? null;
  const query = {
    ...scopeOf(search),
    ...(search.voided ? { voided: search.voided } : {}),
    table: 'pay',
  };
  return (
    <section>
      <div className={classes.head}>
        <Title order={2}>Hours and pay</Title>
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => setAsking(true)}>
            {rate
              ? `${rate.rate} ${rate.currency} a${rate.unit === 'hour' ? 'n hour' : ' rating'} · change`
              : 'Set a rate'}
          </Button>
          <Button
            component="a"
            href={fileOf(slug, 'console/export', query)}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Pay as CSV
          </Button>
        </Group>
      </div>
      <Text size="sm" c="dimmed" mb="xs">
        Everything that was delivered here in the period: golds and late ratings are work too. Rounded half
        up, once for each person, to what the currency is paid in; the total adds up the rounded amounts.
      </Text>
      <Checkbox
        mb="sm"
        label="Leave out ratings that were voided"
        description="They were work when they were given; without this they are paid."
        checked={search.voided === 'left-out'}
        onChange={(event) => onChange({ voided: event.currentTarget.checked ? 'left-out' : undefined })}
      />
      <QueryView query={pay} loading="Adding up">
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title="Nobody rated in this period" />
          ) : (
            <DataTable
              label="Hours and pay"
              columns={columns}
              rows={[...items, { id: 'total', name: 'Total', ...total }]}
              rowId={(row) => row.id}
            />
          )
        }
      </QueryView>
      {asking ? <PayDialog rate={rate} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function columnsOf(search: ConsoleSearch, currency: string | null): Column<Row>[] {
  const columns: Column<Row>[] = [
    {
      id: 'name',
      header: 'Annotator',
      cell: (row) => <span className={row.id === 'total' ? classes.total : undefined}>{row.name}</span>,
    },
    {
      id: 'ratings',
      header: 'Ratings',
      width: '110px',
      align: 'end',
      definition: (
        <Definition of="Ratings that are paid">
          All that were given here: golds, late ones and, unless they are left out, voided ones.
        </Definition>
      ),
      cell: (row) => (
        <RowsLink
          search={search}
          filter={{
            ...rowsBehind.work,
            verdict: 'rated',
            ...(row.id === 'total' ? {} : { annotator: row.id }),
            ...(search.voided ? { state: 'standing' as const } : {}),
          }}
        >
          {formatCount(row.ratings)}
        </RowsLink>
      ),
    },
    {
      id: 'skips',
      header: 'Skips',
      width: '90px',
      align: 'end',
      secondary: true,
      definition: (
        <Definition of="Skips">
          Their time counts where hours are paid. Paid by the rating, a skip is none.
        </Definition>
      ),
      cell: (row) => formatCount(row.skips),
    },
    {
      id: 'voided',
      header: 'Voided',
      width: '90px',
      align: 'end',
      secondary: true,
      cell: (row) => formatCount(row.voided),
    },
    {
      id: 'hours',
      header: 'Active',
      width: '100px',
      align: 'end',
      definition: (
        <Definition of="Active hours">
          Time with a task on screen, without pauses of more than a minute; of an edited rating, the time of
          its last version.
        </Definition>
      ),
      cell: (row) => formatHours(row.activeMs),
    },
  ];
  if (currency === null) return columns;
  return [
    ...columns,
    {
      id: 'amount',
      header: `Amount, ${currency}`,
      width: '150px',
      align: 'end',
      cell: (row) => <span className={row.id === 'total' ? classes.total : undefined}>{row.amount}</span>,
    },
  ];
}
