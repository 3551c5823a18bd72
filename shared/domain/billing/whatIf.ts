import { type DateSpan, type LocalDate, localDate, type Period } from '../localDate.ts';
import { Decimal, decimalOf, sumMinor } from '../money.ts';
import type { TariffPlan } from '../tariff/calculate.ts';
import { powerOf, quantitiesOf } from './adjustmentContent.ts';
import type { QuantityTexts } from './billContent.ts';
import type { BillingSettings } from './billingSettings.ts';
import type { BillException } from './judgeBill.ts';
import { monthsBilled } from './monthsBilled.ts';
import { type BillingPoint, maximumDemand, priceParts } from './trialBill.ts';

/** A bill as it was issued, as far as another price asks. */
export type IssuedMonth = {
  readonly billNo: string;
  readonly period: Period;
  readonly span: DateSpan;
  readonly quantities: QuantityTexts;
  readonly totalMinor: number;
};

export type WhatIfMonth = {
  readonly billNo: string;
  readonly period: Period;
  readonly totalKwh: string;
  readonly oldMinor: number;
  /** `null` where the other tariff cannot price the month; `stop` says why. */
  readonly newMinor: number | null;
  readonly stop: BillException | null;
};

type Customer = Pick<BillingPoint, 'customerClass' | 'capacityKva' | 'supplyTerms' | 'householdSize'> &
  Pick<BillingSettings, 'pricePartPlaces'>;

/** Before any bill: the tariff that is tried prices every day of them. */
const ALWAYS: LocalDate = localDate('1900-01-01');

/**
 * What the bills of a service point would have come to at another tariff: the same quantities, month by month, the
 * yearly consumption added up in the same way. `months` are in their order and begin in January where yearly tiers
 * are to count; those before `from` are only counted.
 */
export function whatIf(
  customer: Customer,
  months: readonly IssuedMonth[],
  from: Period,
  plan: TariffPlan,
): readonly WhatIfMonth[] {
  const version = { tariffVersionId: '', startOn: ALWAYS, plan };
  const assignments = [{ startOn: ALWAYS, endOn: null, versions: [version] }];
  const results: WhatIfMonth[] = [];
  let usedThisYear = new Decimal(0);
  let year = '';
  months.forEach((month, index) => {
    const { period, span, quantities, billNo, totalMinor } = month;
    if (period.slice(0, 4) !== year) [year, usedThisYear] = [period.slice(0, 4), new Decimal(0)];
    if (period >= from) {
      const history = demandBefore(months.slice(0, index));
      const before = months[index - 1]?.period ?? null;
      const point = {
        ...customer,
        period,
        assignments,
        usedThisYear,
        ...history,
        months: monthsBilled(period, span, before, customer.supplyTerms),
      };
      const priced = priceParts(point, span, quantitiesOf(quantities), powerOf(quantities));
      const common = { billNo, period, totalKwh: quantities.total, oldMinor: totalMinor };
      results.push(
        'ruleCode' in priced
          ? { ...common, newMinor: null, stop: priced }
          : { ...common, newMinor: sumMinor(priced.lines.map((line) => line.amountMinor)), stop: null },
      );
    }
    usedThisYear = usedThisYear.plus(decimalOf(quantities.total));
  });
  return results;
}

/** The highest demand of months that were billed, in kW and in kVA, as far as their meters took it. */
export function demandBefore(
  months: readonly Pick<IssuedMonth, 'period' | 'quantities'>[],
): Pick<BillingPoint, 'demandHistory' | 'apparentDemandHistory'> {
  const powers = months.map(({ period, quantities }) => ({ period, power: powerOf(quantities) }));
  return {
    demandHistory: powers.flatMap(({ period, power }) => {
      const demand = maximumDemand(power);
      return demand === null ? [] : [{ period, ...demand }];
    }),
    apparentDemandHistory: powers.flatMap(({ period, power: { apparentDemandKva: kva } }) =>
      kva === null ? [] : [{ period, kva }],
    ),
  };
}
