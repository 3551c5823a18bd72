import { Flex, Input, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditPage } from '#shared/contract/access.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { COMMAND_NAMES, commandWord } from '../../ui/commandWord.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { detailLines } from '../../ui/detailLines.ts';
import { Instant } from '../../ui/Instant.tsx';
import { LedgerTable } from '../../ui/LedgerTable.tsx';
import { PageFrame } from '../../ui/PageFrame.tsx';
import { SUBJECT_TYPES, subjectWord } from './subjectWord.ts';

type Row = OutputOf<typeof auditPage>['rows'][number];

/** Who did what, the latest first. A row leads to everything that was done to the same thing. */
export function AuditPage() {
  const { t } = useTranslation();
  const [userName, setUserName] = useState('');
  const [commandName, setCommandName] = useState<string | null>(null);
  const [subjectType, setSubjectType] = useState<string | null>(null);
  const [subjectId, setSubjectId] = useState<string | null>(null);
  const [fromOn, setFromOn] = useState<string | null>(null);
  const [untilOn, setUntilOn] = useState<string | null>(null);
  const openSubject = (row: Row) => {
    setSubjectType(row.subjectType);
    setSubjectId(row.subjectId);
  };
  return (
    <PageFrame title={t('access.audit')}>
      <Flex gap={8} wrap style={{ paddingBottom: 8 }}>
        <DayField label={t('access.fromOn')} value={fromOn} onChange={setFromOn} allowClear />
        <DayField label={t('access.untilOn')} value={untilOn} onChange={setUntilOn} allowClear />
        <Input.Search
          allowClear
          style={{ width: 180 }}
          placeholder={t('access.who')}
          aria-label={t('access.who')}
          onSearch={(value) => setUserName(value.trim())}
        />
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 200 }}
          placeholder={t('access.command')}
          aria-label={t('access.command')}
          value={commandName}
          onChange={(chosen) => setCommandName(chosen ?? null)}
          options={COMMAND_NAMES.map((value) => ({ value, label: commandWord(value, t) }))}
        />
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 150 }}
          placeholder={t('access.subject')}
          aria-label={t('access.subject')}
          value={subjectType}
          onChange={(chosen) => {
            setSubjectType(chosen ?? null);
            setSubjectId(null);
          }}
          options={SUBJECT_TYPES.map((value) => ({ value, label: subjectWord(value, t) }))}
        />
        {subjectId !== null && (
          <Tag closable onClose={() => setSubjectId(null)} style={{ alignSelf: 'center' }}>
            {t('access.sameSubject')}
          </Tag>
        )}
      </Flex>
      <LedgerTable<Row>
        contract={auditPage}
        filter={{
          ...(fromOn ? { fromOn } : {}),
          ...(untilOn ? { untilOn } : {}),
          ...(userName ? { userName } : {}),
          ...(commandName ? { commandName } : {}),
          ...(subjectType ? { subjectType } : {}),
          ...(subjectId ? { subjectId } : {}),
        }}
        rowKey="sequence"
        onOpen={openSubject}
        columns={[
          { title: '#', dataIndex: 'sequence', width: 70, align: 'right' },
          {
            title: t('access.at'),
            dataIndex: 'recordedAt',
            width: 180,
            render: (instant: string) => <Instant at={instant} />,
          },
          { title: t('access.who'), dataIndex: 'userName', width: 130 },
          {
            title: t('access.command'),
            dataIndex: 'commandName',
            width: 180,
            ellipsis: true,
            render: (name: string) => commandWord(name, t),
          },
          {
            title: t('access.subject'),
            dataIndex: 'subjectType',
            width: 130,
            render: (type: string) => subjectWord(type, t),
          },
          {
            title: t('access.detail'),
            dataIndex: 'detail',
            render: (detail: Row['detail']) => (
              <Typography.Text ellipsis={{ tooltip: JSON.stringify(detail) }} style={{ maxWidth: 480 }}>
                {detailLines(detail, t)
                  .map(({ word, text }) => `${word}: ${text}`)
                  .join('; ')}
              </Typography.Text>
            ),
          },
        ]}
      />
    </PageFrame>
  );
}
