import { Flex, Table, type TableColumnsType, type TableProps, Typography } from 'antd';
import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryContract } from '#shared/contract/define.ts';
import { ErrorPanel } from './ErrorPanel.tsx';
import { fittedColumns, headingWordWidth } from './fittedColumns.ts';
import { AHEAD_ROWS, useListPages } from './useListPages.ts';
import { useSize } from './useSize.ts';

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

const SELECTION_WIDTH = 44;

/** The arrow keys go from row to row; the list scrolls along. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, target } = event;
  if (target !== currentTarget || (key !== 'ArrowDown' && key !== 'ArrowUp')) return;
  event.preventDefault();
  const next = key === 'ArrowDown' ? currentTarget.nextElementSibling : currentTarget.previousElementSibling;
  if (next instanceof HTMLElement) next.focus();
}

/**
 * A list of any length: pages are fetched by key as the person scrolls, news fetches those on the screen again, and only
 * the rows on the screen are drawn, so that a million rows open as fast as ten.
 */
export function LedgerTable<Row extends object>(props: Props<Row>) {
  const { contract, filter, columns, rowKey, onOpen, rowSelection } = props;
  const { t } = useTranslation();
  const [frame, { width, height }] = useSize<HTMLDivElement>();
  const keyOf = (row: Row) => (typeof rowKey === 'function' ? rowKey(row) : String(row[rowKey]));
  const { rows, total, isPending, error, retry, scrollTo } = useListPages<Row>(contract, filter, keyOf);
  const selectionWidth = rowSelection ? SELECTION_WIDTH : 0;
  // Only drawn rows exist, as plain boxes: their roles must be said for those who listen to the screen.
  const spokenColumns = useMemo(
    () =>
      fittedColumns(columns, width - selectionWidth, headingWordWidth(frame.current)).map((column) => ({
        ...column,
        onCell: () => ({ role: 'cell' }),
      })),
    [columns, width, selectionWidth, frame],
  );
  const headHeight = useHeadHeight(frame);
  if (error) return <ErrorPanel error={error} onRetry={retry} />;
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
          loading={isPending}
          pagination={false}
          {...(rowSelection ? { rowSelection: { ...rowSelection, columnWidth: SELECTION_WIDTH } } : {})}
          scroll={{ x: 900, y: Math.max(120, height - headHeight) }}
          locale={{ emptyText: t('common.empty') }}
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            const rowHeight = scrollHeight / Math.max(1, rows.length);
            const first = Math.floor(scrollTop / rowHeight);
            scrollTo({ first, last: Math.ceil((scrollTop + clientHeight) / rowHeight) + AHEAD_ROWS });
          }}
          onRow={(row) => ({
            role: 'row',
            onClick: () => onOpen?.(row, rows),
            onKeyDown: (event) => {
              if (event.key === 'Enter') onOpen?.(row, rows);
              moveFocus(event);
            },
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

const ONE_LINE_HEAD = 35;

/** A heading of two lines leaves less to the rows: what the headings take, in pixels, whenever it is drawn. */
function useHeadHeight(frame: RefObject<HTMLElement | null>): number {
  const [headHeight, setHeadHeight] = useState(ONE_LINE_HEAD);
  useLayoutEffect(() => {
    const head = frame.current?.querySelector('.ant-table-header, .ant-table-thead');
    if (head) setHeadHeight(Math.ceil(head.getBoundingClientRect().height));
  });
  return headHeight;
}
