import { minorToText } from '#shared/domain/money.ts';

const figures = { fontVariantNumeric: 'tabular-nums' as const };

/** Groups the digits before the point by threes; text in, text out, so that nothing rounds. */
function grouped(text: string): string {
  return text.replace(/\B(?=(?:\d{3})+(?=\.|$))(?<!\.\d*)/g, ',');
}

/** Money in yuan from minor units. */
export function Money({ minor }: { readonly minor: number }) {
  return <span style={figures}>{grouped(minorToText(minor))}</span>;
}

/** A quantity as the ledger has it: decimal text. */
export function Quantity({ value }: { readonly value: string | null }) {
  return <span style={figures}>{value === null ? '–' : grouped(value)}</span>;
}
