import { Drawer, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { journalPage } from '#shared/contract/accounting.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { Money } from '../../ui/Amount.tsx';
import { DayField } from '../../ui/DateFields.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { debitCreditColumns } from './debitCredit.tsx';

type Entry = OutputOf<typeof journalPage>['rows'][number];
type Line = Entry['lines'][number];

/** Everything that was posted, the latest first. */
export function JournalPage() {
  const { t } = useTranslation();
  const [postedOn, setPostedOn] = useState<string | null>(null);
  const [open, setOpen] = useState<Entry | null>(null);
  return (
    <PageFrame title={t('accounting.journal')}>
      <div style={{ paddingBottom: 8 }}>
        <DayField label={t('accounting.postedOn')} value={postedOn} onChange={setPostedOn} allowClear />
      </div>
      <LedgerTable<Entry>
        contract={journalPage}
        filter={postedOn ? { postedOn } : {}}
        rowKey="journalEntryId"
        onOpen={setOpen}
        columns={[
          { title: t('accounting.entryNo'), dataIndex: 'entryNo', width: 90, align: 'right' },
          { title: t('accounting.postedOn'), dataIndex: 'postedOn', width: 120 },
          {
            title: t('accounting.postingKind'),
            dataIndex: 'kind',
            width: 120,
            render: (kind: Entry['kind']) => t(`accounting.postingKinds.${kind}`),
          },
          {
            title: t('accounting.entryLines'),
            width: 420,
            ellipsis: true,
            render: (_value, entry) => entry.lines.map((line) => line.accountName).join(' / '),
          },
          {
            title: t('accounting.total'),
            width: 140,
            align: 'right',
            render: (_value, entry) => <Money minor={debitOf(entry)} />,
          },
          { title: t('accounting.postedBy'), dataIndex: 'postedByName', width: 110 },
        ]}
      />
      {open && (
        <Drawer
          open
          size={720}
          onClose={() => setOpen(null)}
          title={`${t('accounting.entryNo')} ${open.entryNo}  ${open.postedOn}`}
        >
          <Table<Line>
            bordered
            size="small"
            rowKey={(line) => `${line.accountCode}/${line.amountMinor}`}
            pagination={false}
            dataSource={open.lines}
            columns={[
              { title: t('accounting.accountCode'), dataIndex: 'accountCode', width: 120 },
              { title: t('accounting.accountName'), dataIndex: 'accountName' },
              ...debitCreditColumns<Line>({ debit: t('accounting.debit'), credit: t('accounting.credit') }),
            ]}
          />
        </Drawer>
      )}
    </PageFrame>
  );
}

const debitOf = ({ lines }: Entry) => lines.reduce((sum, line) => sum + Math.max(0, line.amountMinor), 0);
