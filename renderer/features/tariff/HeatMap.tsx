import { Flex, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holidayList } from '#shared/contract/holidays.ts';
import { Decimal } from '#shared/domain/money.ts';
import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import {
  compileCalendar,
  DAY_TYPES,
  type DayType,
  type HeatCell,
  heatMap,
  holidaysOf,
  officeDaysOf,
  type TariffCalendar,
  yearToShow,
} from '#shared/domain/tariff/calendar/index.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';

/** Colours of the periods, from dear to cheap; told apart by lightness as well. */
const COLOURS: Readonly<Record<PeriodCode, string>> = {
  sharp: '#a8071a',
  peak: '#fa8c16',
  flat: '#ffe58f',
  valley: '#91caff',
  deep_valley: '#10239e',
};
const HOURS = Array.from({ length: 24 }, (_none, hour) => hour);

type Props = { readonly calendar: TariffCalendar; readonly customerClass: string; readonly year: number };

/** The calendar of a version for the eye: month by hour, for workdays, free weekends and holidays. */
export function HeatMap({ calendar, customerClass, year }: Props) {
  const { t } = useTranslation();
  const [dayType, setDayType] = useState<DayType>('workday');
  const stated = useLedgerQuery(holidayList, {});
  const officeDays = officeDaysOf((stated.data?.rows ?? []).toReversed());
  // Of the largest customers: what is limited to them shows, what is limited to small ones does not.
  const plan = compileCalendar(calendar, holidaysOf(calendar, officeDays), {
    customerClass,
    capacityKva: new Decimal('1000000000'),
  });
  if (!plan.ok) return <ErrorDetail detail={plan.error} />;
  const shownYear = yearToShow(plan.value, year);
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" wrap gap={8}>
        <Typography.Text strong>
          {t('tariff.heatMap')} {shownYear}
        </Typography.Text>
        {shownYear !== year && (
          <Typography.Text type="secondary">{t('tariff.holidaysNotOut', { year })}</Typography.Text>
        )}
        <Segmented<DayType>
          size="small"
          value={dayType}
          onChange={setDayType}
          options={DAY_TYPES.map((type) => ({ value: type, label: t(`tariff.dayTypes.${type}`) }))}
        />
      </Flex>
      <table
        style={{
          borderCollapse: 'separate',
          borderSpacing: 1,
          width: '100%',
          tableLayout: 'fixed',
          fontSize: 11,
        }}
      >
        <thead>
          <tr>
            <th style={{ width: 44 }} aria-label={t('tariff.month')} />
            {HOURS.map((hour) => (
              <th key={hour} style={{ fontWeight: 'normal' }}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heatMap(plan.value, shownYear).map(({ month, hours }) => (
            <tr key={month}>
              <th scope="row" style={{ fontWeight: 'normal' }}>
                {t('tariff.monthNo', { month })}
              </th>
              {hours[dayType].map((cell, hour) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place in the row is the hour
                  key={hour}
                  title={cell.map((code) => t(`tariff.periods.${code}`)).join(' / ')}
                  style={{ height: 20, background: background(cell) }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Flex gap={16}>
        {PERIOD_CODES.filter((code) => calendar.rules.some(({ period }) => period === code)).map((code) => (
          <Flex key={code} gap={6} align="center">
            <span style={{ width: 14, height: 14, background: COLOURS[code] }} />
            {t(`tariff.periods.${code}`)}
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
}

/** One colour, stripes for an hour or a month with several periods, hatching where there are no such days. */
function background(cell: HeatCell): string {
  const [first, second] = cell;
  if (first === undefined) return 'repeating-linear-gradient(45deg, #f0f0f0 0 3px, #fff 3px 6px)';
  if (second === undefined) return COLOURS[first];
  return `linear-gradient(90deg, ${COLOURS[first]} 50%, ${COLOURS[second]} 50%)`;
}
