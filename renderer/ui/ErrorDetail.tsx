import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { minorToText } from '#shared/domain/money.ts';
import { CALCULATION_STOPS, type CalculationStopCode } from '#shared/domain/tariff/index.ts';
import { details } from '../locales/zh/details.ts';
import { Instant } from './Instant.tsx';

type Word = keyof typeof details;

const isWorded = (key: string): key is Word => key in details;
const isStop = (value: unknown): value is CalculationStopCode =>
  (CALCULATION_STOPS as readonly unknown[]).includes(value);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The figures that came along with a refusal, in words; ids of the ledger say nothing to a person. */
export function ErrorDetail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const shown = Object.entries(detail).filter(
    ([key, value]) => value !== null && (isWorded(key) || !key.endsWith('Id')),
  );
  if (shown.length === 0) return null;
  return (
    <Typography.Text type="secondary" style={{ wordBreak: 'break-word' }}>
      {shown.map(([key, value]) => (
        <div key={key}>
          {isWorded(key) ? t(`details.${key}`) : key}: <Value name={key} value={value} />
        </div>
      ))}
    </Typography.Text>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { t } = useTranslation();
  if (name === 'code' && isStop(value)) return t(`billing.stops.${value}`);
  if (typeof value === 'number' && name.endsWith('Minor')) return minorToText(value);
  if (typeof value === 'string') return INSTANT.test(value) ? <Instant at={value} /> : value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('、');
  return JSON.stringify(value);
}
