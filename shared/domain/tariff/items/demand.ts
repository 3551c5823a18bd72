import { ok, refused } from '../../../lib/result.ts';
import { addMonths } from '../../localDate.ts';
import { Decimal, decimalOf, decimalText } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import type { TariffItemOf } from '../content.ts';
import type { CalculationInput, MaximumDemand } from '../types.ts';
import type { ItemCalculation } from './calculation.ts';
import { demandLines, demandPricesOf, roundedUp } from './demandParts.ts';
import { monthShare, WHOLE_MONTHS } from './monthShare.ts';

type Item = TariffItemOf<'demand'>;

/** The kW that are charged, and how they came about. */
type BilledDemand = { readonly kw: Decimal; readonly rule: string; readonly inputs: Record<string, string> };

/**
 * Demand charge of a window of the day, one price or tiers of kW, with a ratchet: at least so many percent of
 * the highest demand of the last months, or of the contract. What is charged may be a multiple of some kW, and what is above the
 * contract have a price of its own. Stops: demand_missing where the meter counts none in the window, contract_missing
 * where the item goes by a contract that is not known.
 */
export function demandItem(item: Item): ItemCalculation {
  const prices = demandPricesOf(item);
  return (input) => {
    const measured = input.demand === null ? null : demandWithin(input.demand, item.over);
    if (measured === null) {
      return refused({
        code: 'demand_missing',
        detail: { item: item.code, dayPeriods: (item.over ?? []).join(' ') },
      });
    }
    const contractKw = input.supply.at(-1)?.contractKw ?? null;
    if (contractKw === null && (item.atLeastPercentOfContract ?? item.excessPrice) !== undefined) {
      return refused({ code: 'contract_missing', detail: { item: item.code } });
    }
    const billed = billedDemand(item, measured, contractKw, input);
    const exact = { figure: billed.kw, divisor: null, formula: decimalText(billed.kw) };
    const charged = prices.roundUpTo === null ? exact : roundedUp(exact, prices.roundUpTo);
    const inputs = {
      ...billed.inputs,
      ...(item.roundUpTo === undefined ? {} : { roundUpTo: item.roundUpTo }),
      billedKw: decimalText(charged.figure),
    };
    const words = {
      unit: 'kW',
      rule: billed.rule,
      inputs,
      excessRule: 'demand.excess',
      contractInput: 'contractKw',
    } as const;
    return ok(demandLines(charged, prices, contractKw, monthShare(input, WHOLE_MONTHS), words));
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

function billedDemand(
  item: Item,
  measured: Decimal,
  contractKw: Decimal | null,
  input: CalculationInput,
): BilledDemand {
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
  if (ofContract !== undefined && contractKw !== null) {
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
