/** A tariff that comes with the program. Its content is read by `parseTariffContent` like any other. */
export type ShippedTariff = {
  readonly tariffCode: string;
  readonly name: string;
  readonly customerClass: string;
  readonly startOn: string;
  readonly documentNo: string;
  readonly content: unknown;
};
