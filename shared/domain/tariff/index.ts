export { calculateBill, compileTariff, type TariffPlan } from './calculate.ts';
export {
  parseTariffContent,
  type TariffContent,
  type TariffError,
  type TariffItem,
  tariffContentSchema,
  type WorkedCase,
} from './content.ts';
export { SHIPPED_TARIFFS, type ShippedTariff } from './library/index.ts';
export { type CaseResult, type Trial, trialCases, trialTariff } from './trial.ts';
export type { BillLine, BillTrace, CalculatedBill, CalculationInput, CalculationStop } from './types.ts';
