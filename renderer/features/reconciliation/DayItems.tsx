import { Flex, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { reconciliationItemPage } from '#shared/contract/reconciliation.ts';
import {
  ITEM_CLASSES,
  ITEM_STATES,
  type ItemClass,
  type ItemState,
} from '#shared/domain/reconciliation/itemClasses.ts';
import { Money } from '../../ui/Amount.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import type { DayDetail } from './DayDrawer.tsx';
import { ItemDrawer } from './ItemDrawer.tsx';
import { ItemClassTag, ItemStateTag } from './ItemTags.tsx';

export type Item = OutputOf<typeof reconciliationItemPage>['rows'][number];
type Shown = 'differences' | 'all';

/** Both sides of the day side by side; differences first, because they are the work. */
export function DayItems({ day }: { readonly day: DayDetail }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('differences');
  const [itemClass, setItemClass] = useState<ItemClass | null>(null);
  const [state, setState] = useState<ItemState | null>(null);
  const [open, setOpen] = useState<{ item: Item; rows: readonly Item[] } | null>(null);
  const countOf = (one: ItemClass) =>
    day.summary.filter((row) => row.itemClass === one).reduce((sum, row) => sum + row.count, 0);
  const place = open ? open.rows.findIndex((row) => row.itemId === open.item.itemId) : -1;
  const next = open?.rows[place + 1];
  return (
    <Flex vertical gap={8} style={{ flex: 1, minHeight: 260 }}>
      <Flex gap={12}>
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: 'differences', label: t('reconciliation.onlyDifferences') },
            { value: 'all', label: t('reconciliation.allItems') },
          ]}
        />
        <Select<ItemClass>
          allowClear
          style={{ width: 190 }}
          placeholder={t('reconciliation.itemClass')}
          aria-label={t('reconciliation.itemClass')}
          value={itemClass}
          onChange={(chosen) => setItemClass(chosen ?? null)}
          options={ITEM_CLASSES.map((value) => ({
            value,
            label: `${t(`reconciliation.classes.${value}`)} (${countOf(value)})`,
          }))}
        />
        <Select<ItemState>
          allowClear
          style={{ width: 140 }}
          placeholder={t('reconciliation.itemState')}
          aria-label={t('reconciliation.itemState')}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={ITEM_STATES.map((value) => ({ value, label: t(`reconciliation.itemStates.${value}`) }))}
        />
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <LedgerTable<Item>
          contract={reconciliationItemPage}
          filter={{
            reconciliationId: day.reconciliationId,
            onlyDifferences: shown === 'differences' && itemClass === null,
            ...(itemClass ? { itemClass } : {}),
            ...(state ? { state } : {}),
          }}
          rowKey="itemId"
          onOpen={(item, rows) => setOpen({ item, rows })}
          columns={[
            {
              title: t('reconciliation.itemClass'),
              dataIndex: 'itemClass',
              width: 120,
              render: (value: ItemClass) => <ItemClassTag itemClass={value} />,
            },
            {
              title: t('reconciliation.itemState'),
              dataIndex: 'state',
              width: 85,
              render: (value: ItemState) => <ItemStateTag state={value} />,
            },
            {
              title: t('reconciliation.bankMinor'),
              dataIndex: 'bankMinor',
              width: 110,
              align: 'right',
              render: (minor: number, item) => (item.bankLines.length > 0 ? <Money minor={minor} /> : '–'),
            },
            {
              title: t('reconciliation.bankLine'),
              width: 330,
              ellipsis: true,
              render: (_value, item) => bankText(item),
            },
            {
              title: t('reconciliation.oursMinor'),
              dataIndex: 'oursMinor',
              width: 110,
              align: 'right',
              render: (minor: number, item) => (item.receipts.length > 0 ? <Money minor={minor} /> : '–'),
            },
            {
              title: t('reconciliation.receipt'),
              width: 200,
              ellipsis: true,
              render: (_value, item) => receiptText(item),
            },
            {
              title: t('reconciliation.action'),
              dataIndex: 'action',
              width: 120,
              ellipsis: true,
              render: (action: Item['action']) => (action ? t(`reconciliation.actions.${action}`) : '–'),
            },
          ]}
        />
      </div>
      {open && (
        <ItemDrawer
          key={open.item.itemId}
          item={open.item}
          isSignedOff={day.state === 'signed_off'}
          onClose={() => setOpen(null)}
          {...(next ? { onNext: () => setOpen({ item: next, rows: open.rows }) } : {})}
        />
      )}
    </Flex>
  );
}

const more = (count: number) => (count > 1 ? ` +${count - 1}` : '');

function bankText({ bankLines }: Item): string {
  const [line] = bankLines;
  if (!line) return '–';
  const text = [line.serialNo, line.counterpartyName, line.purpose].filter(Boolean).join(' ');
  return `${text}${more(bankLines.length)}`;
}

function receiptText({ receipts }: Item): string {
  const [receipt] = receipts;
  if (!receipt) return '–';
  return `${receipt.receiptNo} ${receipt.accountNo} ${receipt.customerName}${more(receipts.length)}`;
}
