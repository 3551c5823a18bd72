import { assertNever } from '../../lib/assert.ts';
import { ok, type Result, refused } from '../../lib/result.ts';
import { daysBetween } from '../localDate.ts';
import {
  Decimal,
  type DecimalText,
  decimalOf,
  decimalText,
  type Minor,
  minorToText,
  sumMinor,
} from '../money.ts';
import { PERIOD_CODES } from '../reading/registers.ts';
import type { TariffItem, TariffItemOf } from './content.ts';
import { forMonthShare, type TierPart, tierLimits, tierParts } from './tiers.ts';
import type { CalculationInput, CalculationStop, DraftLine } from './types.ts';

type Lines = Result<readonly DraftLine[], CalculationStop>;
/** Amounts of the items before, by code; percent and minimum go by them. */
type Earlier = ReadonlyMap<string, readonly Minor[]>;

/** The lines of one item on one bill; none where it does not apply. */
export function itemLines(item: TariffItem, input: CalculationInput, earlier: Earlier): Lines {
  switch (item.kind) {
    case 'energy':
    case 'surcharge':
      return ok([perKwh(item.kind, input.quantities.total, item.price)]);
    case 'time_of_use':
      return timeOfUseLines(item, input);
    case 'tier_increment':
      return ok(
        tierParts(item, input)
          .filter(({ price }) => price !== '0')
          .map((part) => tierLine(item, part)),
      );
    case 'tiered_energy':
      return ok(tierParts(item, input).map((part) => tierLine(item, part)));
    case 'slab':
      return ok([slabLine(item, input)]);
    case 'fixed':
      return ok([fixedLine(item, input)]);
    case 'capacity':
      return capacityLines(item, input);
    case 'percent':
      return ok([percentLine(item, earlier)]);
    case 'minimum':
      return ok(minimumLines(item, input, earlier));
    default:
      return assertNever(item);
  }
}

function perKwh(rule: string, kwh: Decimal, price: DecimalText, part?: string): DraftLine {
  const quantity = decimalText(kwh);
  return {
    quantity: kwh,
    unit: 'kWh',
    price,
    unrounded: kwh.times(decimalOf(price)),
    trace: { rule, formula: `${quantity} × ${price}`, inputs: { kwh: quantity, price } },
    ...(part === undefined ? {} : { part }),
  };
}

function timeOfUseLines(item: TariffItemOf<'time_of_use'>, input: CalculationInput): Lines {
  const { periods, total } = input.quantities;
  const counted = PERIOD_CODES.filter((code) => periods[code] !== undefined);
  if (counted.length === 0) {
    return total.isZero() ? ok([]) : refused({ code: 'periods_missing', detail: { item: item.code } });
  }
  const lines: DraftLine[] = [];
  for (const code of counted) {
    const kwh = periods[code] ?? new Decimal(0);
    const price = item.prices[code];
    if (price !== undefined) lines.push(perKwh('time_of_use', kwh, price, code));
    else if (!kwh.isZero()) {
      return refused({
        code: 'no_price_for_period',
        detail: { item: item.code, period: code, kwh: decimalText(kwh) },
      });
    }
  }
  return ok(lines);
}

function tierLine(item: TariffItemOf<'tier_increment' | 'tiered_energy'>, part: TierPart): DraftLine {
  const quantity = decimalText(part.kwh);
  const price = part.price as DecimalText;
  return {
    quantity: part.kwh,
    unit: 'kWh',
    price,
    unrounded: part.kwh.times(decimalOf(price)),
    part: `tier_${part.tierNo}`,
    trace: {
      rule: `${item.kind}.${item.basis}`,
      formula: `${quantity} × ${price}`,
      inputs: {
        kwh: quantity,
        price,
        tierNo: String(part.tierNo),
        fromKwh: decimalText(part.fromKwh),
        upToKwh: part.upToKwh === null ? '' : decimalText(part.upToKwh),
      },
    },
  };
}

function slabLine(item: TariffItemOf<'slab'>, input: CalculationInput): DraftLine {
  const { total } = input.quantities;
  const reached = item.basis === 'year' ? input.usedThisYear.plus(total) : total;
  const limits = tierLimits(item, input);
  const index = limits.findIndex((limit) => limit === null || reached.lte(limit));
  const price = item.tiers[index]?.price ?? ('0' as DecimalText);
  const line = perKwh(`slab.${item.basis}`, total, price, `tier_${index + 1}`);
  return {
    ...line,
    trace: { ...line.trace, inputs: { ...line.trace.inputs, reachedKwh: decimalText(reached) } },
  };
}

function fixedLine(item: TariffItemOf<'fixed'>, input: CalculationInput): DraftLine {
  const days = daysBetween(input.span.startOn, input.span.endOn);
  const quantity = item.per === 'day' ? new Decimal(days) : forMonthShare(new Decimal(1), input);
  const amount = decimalOf(item.amount);
  const share = decimalText(quantity);
  return {
    quantity,
    unit: item.per,
    price: item.amount,
    unrounded: item.per === 'day' ? amount.times(days) : forMonthShare(amount, input),
    trace: {
      rule: `fixed.${item.per}`,
      formula: `${share} × ${item.amount}`,
      inputs: { amount: item.amount, share, days: String(days) },
    },
  };
}

function capacityLines(item: TariffItemOf<'capacity'>, input: CalculationInput): Lines {
  const { capacityKva } = input;
  if (capacityKva === null) return refused({ code: 'capacity_missing', detail: { item: item.code } });
  const share = forMonthShare(new Decimal(1), input);
  const kva = decimalText(capacityKva);
  return ok([
    {
      quantity: capacityKva,
      unit: 'kVA',
      price: item.price,
      unrounded: forMonthShare(capacityKva.times(decimalOf(item.price)), input),
      trace: {
        rule: 'capacity',
        formula: `${kva} × ${item.price} × ${decimalText(share)}`,
        inputs: { kva, price: item.price, share: decimalText(share) },
      },
    },
  ]);
}

function sumOf(codes: readonly string[], earlier: Earlier): Minor {
  return sumMinor(codes.flatMap((code) => earlier.get(code) ?? []));
}

function percentLine(item: TariffItemOf<'percent'>, earlier: Earlier): DraftLine {
  const base = minorToText(sumOf(item.of, earlier));
  return {
    quantity: null,
    unit: '%',
    price: item.percent,
    unrounded: new Decimal(base).times(decimalOf(item.percent)).div(100),
    trace: {
      rule: 'percent',
      formula: `${base} × ${item.percent} %`,
      inputs: { base, percent: item.percent, of: item.of.join(' + ') },
    },
  };
}

function minimumLines(
  item: TariffItemOf<'minimum'>,
  input: CalculationInput,
  earlier: Earlier,
): readonly DraftLine[] {
  const base = new Decimal(minorToText(sumOf(item.of, earlier)));
  const least = forMonthShare(decimalOf(item.amount), input);
  if (base.gte(least)) return [];
  const [from, to] = [decimalText(base), decimalText(least)];
  return [
    {
      quantity: null,
      unit: '',
      price: null,
      unrounded: least.minus(base),
      trace: { rule: 'minimum', formula: `${to} - ${from}`, inputs: { minimum: to, base: from } },
    },
  ];
}
