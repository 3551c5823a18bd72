import { useInfiniteQuery } from '@tanstack/react-query';
import { Flex, Table, type TableColumnsType, type TableProps, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryContract } from '#shared/contract/define.ts';
import { ask } from '../api/client.ts';
import { ErrorPanel } from './ErrorPanel.tsx';
import { useSize } from './useSize.ts';

type Page<Row> = { readonly rows: Row[]; readonly next: string | null; readonly total: number | null };

type Props<Row extends object> = {
  readonly contract: QueryContract;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly columns: TableColumnsType<Row>;
  readonly rowKey: (keyof Row & string) | ((row: Row) => string);
  /** With the rows that are loaded, for going on to the next one. */
  readonly onOpen?: (row: Row, rows: readonly Row[]) => void;
  /** For work on several rows at once. */
  readonly rowSelection?: NonNullable<TableProps<Row>['rowSelection']> | undefined;
};

const PAGE_ROWS = 200;
const HEADER_HEIGHT = 39;
const NEAR_END_PX = 600;
const SELECTION_WIDTH = 44;

/** Columns that are a little too wide become narrower: a scroll bar for some pixels would lie over the last row. */
const NARROWEST = 0.85;

function fitted<Row>(columns: TableColumnsType<Row>, width: number): TableColumnsType<Row> {
  const widths = columns.map((column) => (typeof column.width === 'number' ? column.width : 0));
  const share = width / widths.reduce((sum, one) => sum + one, 0);
  if (widths.includes(0) || share >= 1 || share < NARROWEST) return columns;
  return columns.map((column, index) => ({ ...column, width: Math.floor((widths[index] ?? 0) * share) }));
}

/**
 * A list of any length: pages are fetched by key as the person scrolls, and only the rows on the
 * screen are drawn, so that a million rows open as fast as ten.
 */
export function LedgerTable<Row extends object>(props: Props<Row>) {
  const { contract, filter, columns, rowKey, onOpen, rowSelection } = props;
  const { t } = useTranslation();
  const [frame, { width, height }] = useSize<HTMLDivElement>();
  const query = useInfiniteQuery({
    queryKey: [contract.stage, contract.name, 'pages', filter],
    queryFn: ({ pageParam }) =>
      ask(contract, { ...filter, after: pageParam, limit: PAGE_ROWS }) as Promise<Page<Row>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total;
  const selectionWidth = rowSelection ? SELECTION_WIDTH : 0;
  // Only drawn rows exist, as plain boxes: their roles must be said for those who listen to the screen.
  const spokenColumns = useMemo(
    () =>
      fitted(columns, width - selectionWidth).map((column) => ({
        ...column,
        onCell: () => ({ role: 'cell' }),
      })),
    [columns, width, selectionWidth],
  );
  const more = () => {
    if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
  };
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Flex vertical style={{ height: '100%', minHeight: 0 }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot hold the boxes of a virtual list */}
      <div ref={frame} role="table" style={{ flex: 1, minHeight: 0 }}>
        <Table<Row>
          virtual
          size="small"
          columns={spokenColumns}
          dataSource={rows}
          rowKey={rowKey}
          loading={query.isPending}
          pagination={false}
          {...(rowSelection ? { rowSelection: { ...rowSelection, columnWidth: SELECTION_WIDTH } } : {})}
          scroll={{ x: 900, y: Math.max(120, height - HEADER_HEIGHT) }}
          locale={{ emptyText: t('common.empty') }}
          onScroll={({ currentTarget }) => {
            const { scrollHeight, scrollTop, clientHeight } = currentTarget;
            if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) more();
          }}
          onRow={(row) => ({
            role: 'row',
            onClick: () => onOpen?.(row, rows),
            onKeyDown: ({ key }) => key === 'Enter' && onOpen?.(row, rows),
            ...(onOpen ? { tabIndex: 0, style: { cursor: 'pointer' } } : {}),
          })}
        />
      </div>
      <Typography.Text type="secondary" style={{ paddingTop: 4 }}>
        {total === null || total === undefined
          ? t('common.atLeastRows', { count: rows.length })
          : t('common.rows', { count: total })}
      </Typography.Text>
    </Flex>
  );
}
