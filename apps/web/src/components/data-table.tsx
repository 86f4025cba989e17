import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import classes from './data-table.module.css';

export type Column<Row> = {
  id: string;
  header: string;
  /** What the column's numbers mean: a button beside the header. */
  definition?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Makes the header a sort button. */
  sortBy?: (row: Row) => string | number;
  /** Figures stand at the end of their column. */
  align?: 'end';
  /** Left out below 720 px, where the row has to do with its main columns. */
  secondary?: boolean;
  /** CSS width from 720 px up; columns without one share the rest. */
  width?: string;
};

type Props<Row> = {
  /** What the table lists; read out by screen readers. */
  label: string;
  /** Keep both stable between renders: a new array is a new table. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** All there are, where `rows` is only the pages fetched so far. */
  total?: number;
  /** More rows are to come: sorting what is here would say something else than it seems. */
  partial?: boolean;
  /** Called when the last fetched row comes near the window. */
  onEndReached?: () => void;
};

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
});

const estimatedRow = 45;
/** Below this all rows are in the page, so that the browser's own search finds them. */
const virtualFrom = 150;

/** A real <table> that draws only the rows near the window once there are many. It scrolls sideways in itself. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { columns, rows, rowId, label, total, partial = false, onEndReached } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(top + window.scrollY);
  }, []);

  const [scroller, overflows] = useOverflows();

  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => {
        const { id, sortBy } = column;
        return sortBy ? { id, accessorFn: sortBy } : { id, enableSorting: false };
      }),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: defs, data, getRowId: rowId });
  const sorted = table.getRowModel().rows;
  const virtual = useWindowVirtualizer({
    count: sorted.length,
    estimateSize: () => estimatedRow,
    overscan: 12,
    scrollMargin,
    enabled: sorted.length >= virtualFrom,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? sorted.length - 1;
  useEffect(() => {
    if (onEndReached && last >= sorted.length - 20) onEndReached();
  }, [last, sorted.length, onEndReached]);

  const windowed = sorted.length >= virtualFrom;
  const before = windowed ? (items[0]?.start ?? scrollMargin) - scrollMargin : 0;
  const after = windowed ? virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin) : 0;
  const shown = windowed
    ? items.flatMap((item) => {
        const row = sorted[item.index];
        return row ? [{ row, index: item.index }] : [];
      })
    : sorted.map((row, index) => ({ row, index }));

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      {...(overflows ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}
    >
      <table className={classes.table} aria-rowcount={(total ?? sorted.length) + 1}>
        <caption className={classes.caption}>{label}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => {
              const sortable = table.getColumn(column.id);
              const direction = sortable?.getIsSorted() ?? false;
              return (
                <th
                  key={column.id}
                  scope="col"
                  className={cellClass(column)}
                  style={column.width ? ({ '--column-width': column.width } as CSSProperties) : undefined}
                  aria-sort={direction === false ? undefined : `${direction}ending`}
                >
                  <span className={classes.header}>
                    {column.sortBy && !partial ? (
                      <UnstyledButton className={classes.sort} onClick={() => sortable?.toggleSorting()}>
                        {column.header}
                        {direction === 'asc' ? <IconArrowUp size={14} aria-hidden /> : null}
                        {direction === 'desc' ? <IconArrowDown size={14} aria-hidden /> : null}
                      </UnstyledButton>
                    ) : (
                      column.header
                    )}
                    {column.definition}
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody ref={body}>
          {before > 0 ? <Spacer height={before} span={columns.length} /> : null}
          {shown.map(({ row, index }) => (
            <tr
              key={row.id}
              data-index={index}
              ref={windowed ? virtual.measureElement : undefined}
              aria-rowindex={index + 2}
            >
              {columns.map((column) => (
                <td key={column.id} className={cellClass(column)}>
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 ? <Spacer height={after} span={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the element is wider inside than outside: only then does it need a tab stop to scroll by keyboard. */
function useOverflows() {
  const ref = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setOverflows(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, overflows] as const;
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function cellClass(column: Pick<Column<never>, 'align' | 'secondary'>): string {
  return [column.align === 'end' ? classes.end : '', column.secondary ? classes.secondary : '']
    .filter(Boolean)
    .join(' ');
}
