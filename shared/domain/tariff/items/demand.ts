import { ok, refused } from '../../../lib/result.ts';
import { addMonths } from '../../localDate.ts';
import { Decimal, decimalOf, decimalText } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, DraftLine, MaximumDemand } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { priceOf } from './energy.ts';
import { type MonthShare, monthShare, ofMonths, WHOLE_MONTHS } from './monthShare.ts';

type Item = TariffItemOf<'demand'>;

/** The kW that are charged, and how they came about. */
type BilledDemand = { readonly kw: Decimal; readonly rule: string; readonly inputs: Record<string, string> };

/**
 * Demand charge of a window of the day, one price or tiers of kW, with a ratchet: at least so many percent of
 * the highest demand of the last months, or of the contract. Stops: demand_missing where the meter counts none in the
 * window, contract_missing where the item goes by a contract that is not known.
 */
export function demandItem(item: Item): ItemCalculation {
  const tiers = (item.tiers ?? [{ upToKw: null, price: item.price ?? '0' }]).map(({ upToKw, price }) => ({
    upTo: upToKw === null ? null : decimalOf(upToKw),
    price: priceOf(price as never),
  }));
  return (input) => {
    const measured = input.demand === null ? null : demandWithin(input.demand, item.over);
    if (measured === null) {
      return refused({
        code: 'demand_missing',
        detail: { item: item.code, dayPeriods: (item.over ?? []).join(' ') },
      });
    }
    const billed = billedDemand(item, measured, input);
    if (billed === null) return refused({ code: 'contract_missing', detail: { item: item.code } });
    const share = monthShare(input, WHOLE_MONTHS);
    const lines: DraftLine[] = [];
    let from = new Decimal(0);
    tiers.forEach(({ upTo, price }, index) => {
      const to = upTo === null || billed.kw.lt(upTo) ? billed.kw : upTo;
      if (to.lte(from) && !(tiers.length === 1)) return;
      const part = tiers.length === 1 ? undefined : `tier_${index + 1}`;
      lines.push(tierLine(billed, from, to, price, share, part));
      from = to;
    });
    return ok(lines);
  };
}

/** The highest demand within some periods of the day; `null` where none of them is counted. */
function demandWithin(
  { max, periods }: MaximumDemand,
  over: readonly PeriodCode[] | undefined,
): Decimal | null {
  if (over === undefined) return max;
  const counted = over.flatMap((code) => periods[code] ?? []);
  return counted.length === 0 ? null : Decimal.max(...counted);
}

/** `null` where the contract that the item goes by is not known. */
function billedDemand(item: Item, measured: Decimal, input: CalculationInput): BilledDemand | null {
  const inputs: Record<string, string> = { kw: decimalText(measured) };
  let billed: BilledDemand = { kw: measured, rule: 'demand', inputs };
  if (item.ratchet !== undefined) {
    const { percent, months, ofMonths } = item.ratchet;
    const since = addMonths(input.period, -months);
    let highest: Decimal | null = null;
    for (const past of input.demandHistory) {
      if (past.period < since || past.period >= input.period) continue;
      if (ofMonths?.includes(Number(past.period.slice(5))) === false) continue;
      const kw = demandWithin(past, item.over);
      if (kw !== null && (highest === null || kw.gt(highest))) highest = kw;
    }
    const floor = highest?.times(decimalOf(percent)).div(100);
    if (highest !== null && floor?.gt(billed.kw)) {
      const more = { highestKw: decimalText(highest), ratchetPercent: percent };
      billed = { kw: floor, rule: 'demand.ratchet', inputs: { ...inputs, ...more } };
    }
  }
  const { atLeastPercentOfContract: ofContract } = item;
  const contractKw = input.supply.at(-1)?.contractKw ?? null;
  if (ofContract !== undefined) {
    if (contractKw === null) return null;
    const floor = contractKw.times(decimalOf(ofContract)).div(100);
    if (floor.gt(billed.kw)) {
      const more = { contractKw: decimalText(contractKw), contractPercent: ofContract };
      billed = { kw: floor, rule: 'demand.contract', inputs: { ...inputs, ...more } };
    }
  }
  const least = item.atLeastKw === undefined ? null : decimalOf(item.atLeastKw);
  if (least?.gt(billed.kw)) {
    return { kw: least, rule: 'demand.least', inputs: { ...inputs, leastKw: decimalText(least) } };
  }
  return billed;
}

function tierLine(
  billed: BilledDemand,
  from: Decimal,
  to: Decimal,
  price: ReturnType<typeof priceOf>,
  share: MonthShare,
  part: string | undefined,
): DraftLine {
  const kw = to.minus(from);
  return {
    quantity: kw,
    unit: 'kW',
    price: price.text,
    unrounded: ofMonths(kw.times(price.value), share),
    rule: billed.rule,
    formula: `${decimalText(kw)} × ${price.text}${share.formula}`,
    inputs: { ...billed.inputs, billedKw: decimalText(billed.kw), price: price.text },
    ...(part === undefined ? {} : { part }),
  };
}
