import { Alert, Flex, Table } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import type { tariffTrial } from '#shared/contract/tariff.ts';
import { minorToText, parseMinor } from '#shared/domain/money.ts';
import { Money, Quantity } from '../../ui/Amount.tsx';
import { stopWord } from '../../ui/detailLines.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';

type Case = OutputOf<typeof tariffTrial>['cases'][number];

/** What a worked case came to, line by line, and why it is not what its source says. */
export function CaseOutcome({ case: one }: { readonly case: Case }) {
  const { t } = useTranslation();
  const notes = [...stopNotes(one, t), ...amountNotes(one, t)];
  return (
    <Flex vertical gap={8}>
      {notes.length > 0 && (
        <Alert
          type={one.passed ? 'info' : 'error'}
          showIcon
          title={notes.map((note) => <div key={note}>{note}</div>)}
          description={one.stop && <ErrorDetail detail={one.stop.detail} />}
        />
      )}
      {one.stop === null && <CaseLines lines={one.lines} />}
    </Flex>
  );
}

function stopNotes({ stop, expectedStop, passed }: Case, t: TFunction): string[] {
  if (stop !== null && passed) return [t('tariff.caseStoppedRightly', { stop: stopWord(stop.code, t) })];
  const notes: string[] = [];
  if (expectedStop !== null) notes.push(t('tariff.caseShouldStop', { stop: stopWord(expectedStop, t) }));
  if (stop !== null) notes.push(t('tariff.caseStopped', { stop: stopWord(stop.code, t) }));
  return notes;
}

function amountNotes({ expectedTotal, totalMinor, differences }: Case, t: TFunction): string[] {
  const notes = differences.map(({ itemCode, itemName, expected, calculated }) =>
    t('tariff.caseDiffers', { name: itemName || itemCode, expected: moneyText(expected), calculated }),
  );
  if (expectedTotal === null || totalMinor === null || parseMinor(expectedTotal) === totalMinor) return notes;
  const expected = moneyText(expectedTotal);
  const calculated = minorToText(totalMinor);
  return [...notes, t('tariff.caseDiffers', { name: t('tariff.wholeBill'), expected, calculated })];
}

/** An amount with its cents; with more places than there are cents as its source says. */
function moneyText(amount: string): string {
  const minor = parseMinor(amount);
  return minor === null ? amount : minorToText(minor);
}

function CaseLines({ lines }: Pick<Case, 'lines'>) {
  const { t } = useTranslation();
  return (
    <Table
      size="small"
      rowKey="itemCode"
      pagination={false}
      dataSource={lines}
      columns={[
        { title: t('tariff.item'), dataIndex: 'itemName' },
        { title: t('billing.formula'), dataIndex: 'formula' },
        {
          title: t('billing.unrounded'),
          dataIndex: 'unrounded',
          align: 'right',
          render: (value: string) => <Quantity value={value} />,
        },
        {
          title: t('billing.amount'),
          dataIndex: 'amountMinor',
          align: 'right',
          render: (minor: number) => <Money minor={minor} />,
        },
      ]}
    />
  );
}
