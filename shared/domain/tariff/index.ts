export { calculateBill, compileTariff, type TariffPlan } from './calculate.ts';
export { compareVersions, type VersionChange } from './compareVersions.ts';
export { TARIFF_ERROR_CODES, type TariffErrorCode } from './content/errors.ts';
export type { BasicChargeWay, PowerFactorStandard } from './content/fields.ts';
export {
  parseTariffContent,
  type TariffContent,
  type TariffError,
  type TariffItem,
  tariffContentSchema,
  type WorkedCase,
} from './content.ts';
export { CONDITION_CODES, type ConditionCode } from './items/condition.ts';
export { type LibraryTariff, SAMPLE_TARIFFS, SHIPPED_TARIFFS, type ShippedTariff } from './library/index.ts';
export { applyCalendar, type CalendarLine } from './priceTable/applyCalendar.ts';
export { applyPriceRow } from './priceTable/applyPriceRow.ts';
export { type ClassRow, mergeStatedRows, type StatedTariff } from './priceTable/mergeStatedRows.ts';
export { type PlacedRow, type PricedTariff, placeRows, type RowPick } from './priceTable/placeRows.ts';
export { type PriceClass, priceClassKey, voltageBounds } from './priceTable/priceClass.ts';
export {
  BASIC_KEYS,
  type DemandByLoad,
  type LoadKey,
  PRICE_ERROR_CODES,
  type PriceError,
  type PriceErrorCode,
  type PriceFigure,
  type PriceFigures,
  type PriceKey,
  type PriceRow,
  type PriceSeason,
  type PriceTier,
  pricePartOf,
} from './priceTable/priceRow.ts';
export { casesOfRow } from './priceTable/rowCases.ts';
export { rowsOfMonths, type StatedPrices, type StatedRow, statePrices } from './priceTable/statePrices.ts';
export { seasonChanges } from './seasons.ts';
export { type CaseResult, inputOfCase, type Trial, trialCases, trialTariff } from './trial.ts';
export {
  type BillLine,
  type BillTrace,
  CALCULATION_STOPS,
  type CalculatedBill,
  type CalculationInput,
  type CalculationStop,
  type CalculationStopCode,
  type MaximumDemand,
  type SupplySpan,
} from './types.ts';
