import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import type { BilledQuantities } from '#shared/domain/reading/registers.ts';
import {
  type CalculationInput,
  compileTariff,
  parseTariffContent,
  type TariffPlan,
} from '#shared/domain/tariff/index.ts';

/** The bill of October 2026 of an account of which nothing more is known than its kWh. */
export function billInput(
  quantities: BilledQuantities,
  more: Partial<CalculationInput> = {},
): CalculationInput {
  return {
    span: { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') },
    period: period('2026-10'),
    quantities,
    usedThisYear: new Decimal(0),
    months: 1,
    yearMonths: 12,
    isPartMonth: false,
    householdSize: null,
    customerClass: null,
    supply: [],
    basicChargeBy: null,
    powerFactorStandard: null,
    reactiveKvarh: null,
    reactiveDemandKvar: null,
    apparentDemandKva: null,
    demand: null,
    demandHistory: [],
    apparentDemandHistory: [],
    ...more,
  };
}

/** Compiles the content of a tariff; a wrong one fails the test with its errors. */
export function planOf(content: unknown): TariffPlan {
  const parsed = parseTariffContent(content);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return compileTariff(parsed.value);
}
