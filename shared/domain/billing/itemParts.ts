import { isRegisterCode, type PeriodCode } from '../reading/registers.ts';

/** Which part of a charge item a line is: `energy.tier_2.peak` is the peak of the second tier. */
export type ItemParts = { readonly tierNo: number | null; readonly periodCode: PeriodCode | null };

export function itemParts(itemCode: string): ItemParts {
  const parts = itemCode.split('.').slice(1);
  const tier = parts.find((part) => part.startsWith('tier_'));
  const period = parts.find((part) => isRegisterCode(part) && part !== 'total');
  return {
    tierNo: tier === undefined ? null : Number(tier.slice('tier_'.length)),
    periodCode: (period as PeriodCode | undefined) ?? null,
  };
}
