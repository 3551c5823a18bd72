import { Button, Drawer, Form, Input, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { holidayList, holidaySet } from '#shared/contract/holidays.ts';
import { addDays, type LocalDate, weekdayOf } from '#shared/domain/localDate.ts';
import { HOLIDAY_CODES, OFFICE_DAY_TYPES, type OfficeDayType } from '#shared/domain/tariff/calendar/index.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { DayField } from '../../ui/DateFields.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Row = OutputOf<typeof holidayList>['rows'][number];

/** What the office states of single days, for the calendars of all its tariffs (节假日、调休). */
export function Holidays({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const stated = useLedgerQuery(holidayList, {});
  const [isSetting, setSetting] = useState(false);
  return (
    <Drawer
      open
      size={860}
      onClose={onClose}
      title={t('tariff.holidays')}
      extra={
        can('tariff.edit') && (
          <Button type="primary" onClick={() => setSetting(true)}>
            {t('tariff.setHolidays')}
          </Button>
        )
      }
    >
      <ErrorPanel error={stated.error} onRetry={() => void stated.refetch()} />
      <Table<Row>
        size="small"
        rowKey="officeDayId"
        pagination={false}
        loading={stated.isPending}
        title={() => t('tariff.holidaysHint')}
        dataSource={stated.data?.rows ?? []}
        locale={{ emptyText: t('tariff.asPublished') }}
        columns={[
          {
            title: t('tariff.day'),
            width: 150,
            render: (_value, { dayOn }) =>
              `${dayOn} ${t(`tariff.weekdays.${WEEKDAYS[weekdayOf(dayOn) - 1] ?? 'mon'}`)}`,
          },
          {
            title: t('tariff.dayType'),
            width: 120,
            render: (_value, { dayType }) => <Tag>{t(`tariff.officeDayTypes.${dayType}`)}</Tag>,
          },
          {
            title: t('tariff.holiday'),
            width: 90,
            render: (_value, { holiday }) => (holiday === null ? '–' : t(`tariff.holidayNames.${holiday}`)),
          },
          { title: t('tariff.documentNo'), dataIndex: 'documentNo' },
          { title: t('tariff.createdBy'), dataIndex: 'createdByName', width: 110 },
          {
            title: t('tariff.state'),
            width: 90,
            render: (_value, { isCurrent }) =>
              isCurrent ? <Tag color="green">{t('tariff.dayHolds')}</Tag> : t('tariff.dayReplaced'),
          },
        ]}
      />
      {isSetting && <HolidayDialog onClose={() => setSetting(false)} />}
    </Drawer>
  );
}

type Values = {
  readonly from: LocalDate;
  readonly until?: LocalDate | null;
  readonly dayType: OfficeDayType;
  readonly holiday?: (typeof HOLIDAY_CODES)[number];
  readonly documentNo: string;
};

function HolidayDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const set = useCommand(holidaySet);
  const [form] = Form.useForm<Values>();
  const dayType = Form.useWatch('dayType', form);
  const submit = async ({ from, until, holiday, documentNo, ...values }: Values) => {
    const days = daysFrom(from, until ?? from);
    const named = values.dayType === 'holiday' ? (holiday ?? null) : null;
    const input = days.map((dayOn) => ({ dayOn, dayType: values.dayType, holiday: named }));
    if (await set.run({ days: input, documentNo })) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('tariff.setHolidays')}
      form={form}
      initialValues={{ dayType: 'holiday', ...(ledger && { from: ledger.businessDate as LocalDate }) }}
      command={set}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="from" label={t('tariff.fromDay')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item
        name="until"
        label={t('tariff.untilDay')}
        dependencies={['from']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_rule, until: LocalDate | null | undefined) => {
              const count = until ? daysFrom(getFieldValue('from') as LocalDate, until).length : 1;
              if (count === 0 || count > MOST_DAYS)
                throw new Error(t('tariff.daysWrong', { most: MOST_DAYS }));
            },
          }),
        ]}
      >
        <DayField allowClear />
      </Form.Item>
      <Form.Item name="dayType" label={t('tariff.dayType')} rules={[{ required: true }]}>
        <Select
          options={OFFICE_DAY_TYPES.map((type) => ({
            value: type,
            label: t(`tariff.officeDayTypes.${type}`),
          }))}
        />
      </Form.Item>
      {dayType === 'holiday' && (
        <Form.Item name="holiday" label={t('tariff.holiday')} extra={t('tariff.holidayHint')}>
          <Select
            allowClear
            options={HOLIDAY_CODES.map((code) => ({ value: code, label: t(`tariff.holidayNames.${code}`) }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="documentNo"
        label={t('tariff.documentNo')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={120} />
      </Form.Item>
    </FormDialog>
  );
}

/** As many as one command takes. */
const MOST_DAYS = 60;

/** Every day from one to another, both included; none where they are the wrong way round. */
function daysFrom(from: LocalDate, until: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= until && days.length <= MOST_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}
