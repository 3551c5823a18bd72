import { grouped, moneyText } from './grouped.ts';

const figures = { fontVariantNumeric: 'tabular-nums' as const };

/** Money in yuan from minor units. */
export function Money({ minor }: { readonly minor: number }) {
  return <span style={figures}>{moneyText(minor)}</span>;
}

/** A quantity as the ledger has it: decimal text. */
export function Quantity({ value }: { readonly value: string | null }) {
  return <span style={figures}>{value === null ? '–' : grouped(value)}</span>;
}
