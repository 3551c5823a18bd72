import { ok, type Result, refused } from '../../../lib/result.ts';
import { Decimal, decimalText } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, CalculationStop, DraftLine } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { type Price, periodPricesOf, perKwh, priceOf } from './energy.ts';
import { compileLimits, limitInputs, type Tiered, type TierLimits } from './tierLimits.ts';

/** A stretch of the consumption that lies in one tier; `tierNo` counts from 1. */
type TierPart = {
  readonly tierNo: number;
  readonly kwh: Decimal;
  readonly fromKwh: Decimal;
  readonly upToKwh: Decimal | null;
  /** How its limits came about, where the bill made others of those in the tariff. */
  readonly limits: Readonly<Record<string, string>>;
};

const ZERO = new Decimal(0);

/** Tiers as increments (阶梯加价) on top of the energy price: tiers whose increment is 0 make no line. */
export function tierIncrementItem(item: TariffItemOf<'tier_increment'>): ItemCalculation {
  const limitsOf = compileLimits(item);
  const prices = item.tiers.map(({ price }) => priceOf(price));
  const rule = `tier_increment.${item.basis}`;
  return (input) => {
    const limits = limitsOf(input);
    if (!limits.ok) return limits;
    const lines: DraftLine[] = [];
    for (const part of tierParts(item.basis, limits.value, input)) {
      const price = prices[part.tierNo - 1] as Price;
      if (!price.value.isZero()) lines.push(tierLine(rule, part, price));
    }
    return ok(lines);
  };
}

/** Tiers with absolute prices: each kWh pays the price of its tier, never all the highest (candela#638). */
export function tieredEnergyItem(item: TariffItemOf<'tiered_energy'>): ItemCalculation {
  const limitsOf = compileLimits(item);
  const prices = item.tiers.map(({ price, prices: byPeriod }) =>
    price === undefined ? periodPricesOf(byPeriod ?? {}) : priceOf(price),
  );
  const rule = `tiered_energy.${item.basis}`;
  return (input) => {
    const limits = limitsOf(input);
    if (!limits.ok) return limits;
    const lines: DraftLine[] = [];
    for (const part of tierParts(item.basis, limits.value, input)) {
      const price = prices[part.tierNo - 1] as Price | ReadonlyMap<PeriodCode, Price>;
      if ('text' in price) {
        lines.push(tierLine(rule, part, price));
        continue;
      }
      const shared = linesByPeriod(item.code, rule, part, price, input);
      if (!shared.ok) return shared;
      lines.push(...shared.value);
    }
    return ok(lines);
  };
}

/** The price of the slab that was reached applies to every kWh (整单按档). */
export function slabItem(item: TariffItemOf<'slab'>): ItemCalculation {
  const limitsOf = compileLimits(item);
  const prices = item.tiers.map(({ price }) => priceOf(price));
  return (input) => {
    const limits = limitsOf(input);
    if (!limits.ok) return limits;
    const { total } = input.quantities;
    const reached = item.basis === 'year' ? input.usedThisYear.plus(total) : total;
    const { upTo } = limits.value;
    const index = upTo.findIndex((limit) => limit === null || reached.lte(limit));
    const line = perKwh(`slab.${item.basis}`, total, prices[index] as Price, `tier_${index + 1}`);
    const [from, to] = [upTo[index - 1] ?? ZERO, upTo[index] ?? null];
    const inputs = {
      ...line.inputs,
      reachedKwh: decimalText(reached),
      fromKwh: decimalText(from),
      upToKwh: to === null ? '' : decimalText(to),
      ...limitInputs(limits.value, index, index > 0),
    };
    return ok([{ ...line, inputs }]);
  };
}

/**
 * Cuts a bill's kWh along the tiers. On the basis of the year the consumption since January counts
 * before this bill, so that one bill may pass several tiers (killbill#1931: yearly tiers with monthly bills).
 */
function tierParts(basis: Tiered['basis'], limits: TierLimits, input: CalculationInput): readonly TierPart[] {
  let from = basis === 'year' ? input.usedThisYear : ZERO;
  const end = from.plus(input.quantities.total);
  const parts: TierPart[] = [];
  limits.upTo.forEach((upToKwh, index) => {
    const to = upToKwh === null || end.lt(upToKwh) ? end : upToKwh;
    if (to.gt(from)) {
      const isFromLimit = index > 0 && limits.upTo[index - 1]?.eq(from) === true;
      parts.push({
        tierNo: index + 1,
        kwh: to.minus(from),
        fromKwh: from,
        upToKwh,
        limits: limitInputs(limits, index, isFromLimit),
      });
      from = to;
    }
  });
  return parts;
}

function tierLine(rule: string, part: TierPart, price: Price): DraftLine {
  const line = perKwh(rule, part.kwh, price, `tier_${part.tierNo}`);
  return { ...line, inputs: { ...line.inputs, ...tierInputs(part) } };
}

/** The kWh of a tier over the periods of the day, in proportion of the bill's own periods (ssc#535). */
function linesByPeriod(
  item: string,
  rule: string,
  part: TierPart,
  prices: ReadonlyMap<PeriodCode, Price>,
  { quantities: { total, periods } }: CalculationInput,
): Result<readonly DraftLine[], CalculationStop> {
  const lines: DraftLine[] = [];
  let isCounted = false;
  for (const code of PERIOD_CODES) {
    const periodKwh = periods[code];
    if (periodKwh === undefined) continue;
    isCounted = true;
    if (periodKwh.isZero()) continue;
    const price = prices.get(code);
    const kwh = part.kwh.times(periodKwh);
    if (price === undefined) {
      const detail = { item, dayPeriods: code, kwh: decimalText(kwh.div(total)) };
      return refused({ code: 'no_price_for_period', detail });
    }
    const [tierText, periodText, totalText] = [
      decimalText(part.kwh),
      decimalText(periodKwh),
      decimalText(total),
    ];
    lines.push({
      quantity: kwh.div(total),
      unit: 'kWh',
      price: price.text,
      unrounded: kwh.times(price.value).div(total),
      rule,
      formula: `${tierText} × ${periodText} × ${price.text} ÷ ${totalText}`,
      inputs: {
        kwh: tierText,
        periodKwh: periodText,
        totalKwh: totalText,
        price: price.text,
        ...tierInputs(part),
      },
      part: `tier_${part.tierNo}.${code}`,
    });
  }
  return isCounted ? ok(lines) : refused({ code: 'periods_missing', detail: { item } });
}

function tierInputs({ tierNo, fromKwh, upToKwh, limits }: TierPart) {
  return {
    tierNo: String(tierNo),
    fromKwh: decimalText(fromKwh),
    upToKwh: upToKwh === null ? '' : decimalText(upToKwh),
    ...limits,
  };
}
