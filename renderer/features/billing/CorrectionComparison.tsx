import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Decimal, decimalOf, decimalText } from '#shared/domain/money.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import type { CorrectionDetail } from './CorrectionDrawer.tsx';
import { lineWord } from './itemWord.ts';

type Item = CorrectionDetail['items'][number];

const RIGHT = { align: 'right' } as const;

/** Every item as issued and as corrected, with the difference; and what it all comes to. */
export function CorrectionComparison({ detail }: { readonly detail: CorrectionDetail }) {
  const { t } = useTranslation();
  const { before, after, items, correction } = detail;
  if (!after) return null;
  const isAdjustment = correction.kind === 'adjustment';
  const newMinor = after.totalMinor + (isAdjustment ? before.totalMinor : 0);
  const [oldKwh, ownKwh] = [decimalOf(before.totalKwh), decimalOf(after.totalKwh)];
  const newKwh = isAdjustment ? oldKwh.plus(ownKwh) : ownKwh;
  return (
    <Table<Item>
      bordered
      size="small"
      rowKey={(item) => `${item.itemCode} ${item.unit} ${item.price}`}
      pagination={false}
      dataSource={items}
      title={() => <Typography.Text strong>{t('correction.items')}</Typography.Text>}
      locale={{ emptyText: t('common.empty') }}
      columns={[
        { title: t('billing.item'), render: (_value, row) => lineWord(row, t) },
        { title: t('billing.price'), dataIndex: 'price', ...RIGHT },
        {
          title: t('correction.oldBill'),
          children: [
            { title: t('billing.quantity'), ...RIGHT, render: (_, item) => quantity(item.oldQuantity) },
            { title: t('billing.amount'), ...RIGHT, render: (_, item) => <Money minor={item.oldMinor} /> },
          ],
        },
        {
          title: t('correction.newBill'),
          children: [
            { title: t('billing.quantity'), ...RIGHT, render: (_, item) => quantity(item.newQuantity) },
            { title: t('billing.amount'), ...RIGHT, render: (_, item) => <Money minor={item.newMinor} /> },
          ],
        },
        {
          title: t('correction.difference'),
          children: [
            { title: t('billing.quantity'), ...RIGHT, render: (_, item) => quantity(changeOf(item)) },
            {
              title: t('billing.amount'),
              ...RIGHT,
              render: (_, item) => <Change minor={item.newMinor - item.oldMinor} />,
            },
          ],
        },
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0} colSpan={2}>
            <strong>
              {t('billing.totalKwh')} / {t('billing.totalAmount')}
            </strong>
          </Table.Summary.Cell>
          {[
            decimalText(oldKwh),
            before.totalMinor,
            decimalText(newKwh),
            newMinor,
            decimalText(newKwh.minus(oldKwh)),
            newMinor - before.totalMinor,
          ].map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: six cells in a fixed order
            <Table.Summary.Cell key={index} index={index + 2} align="right">
              <strong>
                {typeof value === 'string' ? <Quantity value={value} /> : <Money minor={value} />}
              </strong>
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}

const quantity = (value: string | null) => (value === null ? '' : <Quantity value={value} />);

function changeOf({ oldQuantity, newQuantity }: Item): string | null {
  if (oldQuantity === null && newQuantity === null) return null;
  const zero = new Decimal(0);
  const [from, to] = [oldQuantity, newQuantity].map((text) => (text === null ? zero : decimalOf(text)));
  return decimalText((to ?? zero).minus(from ?? zero));
}

function Change({ minor }: { readonly minor: number }) {
  return (
    <Typography.Text type={minor < 0 ? 'success' : minor > 0 ? 'danger' : 'secondary'}>
      <Money minor={minor} />
    </Typography.Text>
  );
}
