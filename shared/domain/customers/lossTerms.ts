import { Decimal, decimalOf } from '../money.ts';
import type { LossRow, LossTerms } from '../reading/losses.ts';

/** A row of a loss table. Rows that were stated before tables had reactive losses do not mention them. */
type LossRowTexts = {
  readonly noLoadKwh: string;
  readonly noLoadKvarh?: string | null;
  readonly bands: readonly {
    readonly upToKwh: string;
    readonly loadKwh: string;
    readonly loadKvarh?: string | null;
  }[];
};

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
    | (LossRowTexts & { readonly by: 'table' })
    | {
        readonly by: 'capacity_table';
        readonly rows: readonly (LossRowTexts & { readonly capacityKva: string })[];
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
  if (texts.by === 'table') return { by: 'table', ...lossRowOf(texts) };
  if (texts.by === 'capacity_table') {
    const rows = texts.rows.map((row) => ({ capacityKva: decimalOf(row.capacityKva), ...lossRowOf(row) }));
    return { by: 'capacity_table', rows };
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

function lossRowOf({ noLoadKwh, noLoadKvarh, bands }: LossRowTexts): LossRow {
  return {
    noLoadKwh: decimalOf(noLoadKwh),
    noLoadKvarh: kvarhOf(noLoadKvarh),
    bands: bands.map(({ upToKwh, loadKwh, loadKvarh }) => ({
      upToKwh: decimalOf(upToKwh),
      loadKwh: decimalOf(loadKwh),
      loadKvarh: kvarhOf(loadKvarh),
    })),
  };
}

function kvarhOf(text: string | null | undefined): Decimal | null {
  return text === undefined || text === null ? null : decimalOf(text);
}

/** Whether the limits of a table rise; a table that does not is read wrongly. */
export function bandsRise(bands: readonly { readonly upToKwh: string }[]): boolean {
  return rises(bands.map(({ upToKwh }) => upToKwh));
}

/** Whether the capacities of a table rise, so that each has one row. */
export function capacitiesRise(rows: readonly { readonly capacityKva: string }[]): boolean {
  return rises(rows.map(({ capacityKva }) => capacityKva));
}

function rises(limits: readonly string[]): boolean {
  return limits.every((limit, index) => new Decimal(limit).gt(limits[index - 1] ?? -1));
}

/** Whether a row states reactive losses wholly or not at all; half of a figure would be billed as all of it. */
export function isReactiveWhole({ noLoadKvarh, bands }: LossRowTexts): boolean {
  const stated = [noLoadKvarh, ...bands.map(({ loadKvarh }) => loadKvarh)].map(
    (text) => kvarhOf(text) !== null,
  );
  return stated.every(Boolean) || !stated.some(Boolean);
}
