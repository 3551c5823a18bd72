import { minorToText } from '#shared/domain/money.ts';

/** Groups the digits before the point by threes; text in, text out, so that nothing rounds. */
export function grouped(text: string): string {
  return text.replace(/\B(?=(?:\d{3})+(?=\.|$))(?<!\.\d*)/g, ',');
}

/** Money in yuan from minor units, where it stands within words. */
export function moneyText(minor: number): string {
  return grouped(minorToText(minor));
}
