import { Decimal, decimalOf } from '../money.ts';
import type { LossTerms } from '../reading/losses.ts';

/** Losses as they are stated and stored: every figure as decimal text. */
export type LossTexts = {
  readonly transformer:
    | null
    | {
        readonly by: 'formula';
        readonly ratedKva: string;
        readonly noLoadKw: string;
        readonly loadLossKw: string;
        readonly noLoadCurrentPercent: string;
        readonly impedancePercent: string;
        readonly loadFactor: string;
        readonly hoursPerDay: string;
      }
    | {
        readonly by: 'table';
        readonly noLoadKwh: string;
        readonly bands: readonly { readonly upToKwh: string; readonly loadKwh: string }[];
      };
  readonly linePercent: string | null;
};

export function lossTermsOf({ transformer, linePercent }: LossTexts): LossTerms {
  return {
    transformer: transformer === null ? null : transformerOf(transformer),
    linePercent: linePercent === null ? null : decimalOf(linePercent),
  };
}

function transformerOf(texts: NonNullable<LossTexts['transformer']>): NonNullable<LossTerms['transformer']> {
  if (texts.by === 'table') {
    const bands = texts.bands.map(({ upToKwh, loadKwh }) => ({
      upToKwh: decimalOf(upToKwh),
      loadKwh: decimalOf(loadKwh),
    }));
    return { by: 'table', noLoadKwh: decimalOf(texts.noLoadKwh), bands };
  }
  return {
    by: 'formula',
    ratedKva: decimalOf(texts.ratedKva),
    noLoadKw: decimalOf(texts.noLoadKw),
    loadLossKw: decimalOf(texts.loadLossKw),
    noLoadCurrentPercent: decimalOf(texts.noLoadCurrentPercent),
    impedancePercent: decimalOf(texts.impedancePercent),
    loadFactor: decimalOf(texts.loadFactor),
    hoursPerDay: decimalOf(texts.hoursPerDay),
  };
}

/** Whether the limits of a table rise; a table that does not is read wrongly. */
export function bandsRise(bands: readonly { readonly upToKwh: string }[]): boolean {
  return bands.every(({ upToKwh }, index) =>
    new Decimal(upToKwh).gt(index === 0 ? -1 : (bands[index - 1]?.upToKwh ?? -1)),
  );
}
