/** A tariff that comes with the program. Its content is read by `parseTariffContent` like any other. */
export type ShippedTariff = {
  readonly tariffCode: string;
  readonly name: string;
  readonly customerClass: string;
  readonly startOn: string;
  readonly documentNo: string;
  readonly content: unknown;
};

/**
 * One to begin from, with where its prices are from: a document that a supplier or an authority published, or an exercise
 * of the trade, whose bills prove the calculation and whose prices nobody ever charged.
 */
export type LibraryTariff = ShippedTariff & { readonly prices: 'published' | 'exercise' };
