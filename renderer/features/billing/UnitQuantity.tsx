import { useTranslation } from 'react-i18next';
import { Quantity } from '../../ui/Amount.tsx';

const UNITS = ['kWh', 'kvarh', 'kW', 'kvar', 'kVA', 'month', 'day'] as const;
type Unit = (typeof UNITS)[number];

const isUnit = (text: string): text is Unit => (UNITS as readonly string[]).includes(text);

/** A quantity of a bill with its unit in words; nothing where the line counts nothing. */
export function UnitQuantity({ value, unit }: { readonly value: string | null; readonly unit: string }) {
  const { t } = useTranslation();
  if (value === null) return null;
  return (
    <>
      <Quantity value={value} /> {isUnit(unit) ? t(`billing.units.${unit}`) : unit}
    </>
  );
}
