import { type LocalDate, periodOf, spanOfPeriod } from '../../localDate.ts';
import { Decimal, type DecimalText, decimalOf, minorToText, roundToMinor, sumMinor } from '../../money.ts';
import type { PeriodCode } from '../../reading/registers.ts';
import { BASIC_CHARGE_WAYS, type BasicChargeWay } from '../content/fields.ts';
import type { TariffContent, TariffItem, WorkedCase } from '../content.ts';
import { type PriceFigures, type PriceRow, pricedItems } from './priceRow.ts';

/** So many kWh at any price of up to six places come to whole cents: nothing is rounded that the table does not round. */
const CASE_KWH = new Decimal(1_000_000);
const CASE_KVA = new Decimal(1_000);

/** kvarh of a kWh at which each standard of (83)水电财字第215号 adjusts nothing. */
const NEUTRAL_KVARH = { '0.90': '0.4843', '0.85': '0.6197', '0.80': '0.75' } as const;

const CASE_NAME = /^按价格表计算（/;

type Source = { readonly startOn: LocalDate; readonly source: string };

/**
 * The worked cases of a tariff at the prices of a row: those that it had, without the amounts that they came to at the
 * old prices, and for each way of paying the basic charge one worked out from the figures of the table alone.
 */
export function casesOfRow(
  content: TariffContent,
  row: PriceRow,
  { startOn, source }: Source,
): readonly WorkedCase[] {
  const kept = content.cases
    .filter(({ name }) => !CASE_NAME.test(name))
    .map(({ expectedTotal: _total, expectedLines: _lines, ...facts }) => facts);
  if (!isWorkable(content)) return kept;
  const ways = waysOf(content);
  const month = spanOfPeriod(periodOf(startOn));
  return [
    ...kept,
    ...(ways.length === 0 ? [null] : ways).map((way) => caseOf(content, row, way, { source, ...month })),
  ];
}

const CASE_WORDS: Readonly<Record<BasicChargeWay, string>> = {
  capacity: '容量',
  contract: '合同需量',
  actual: '实际需量',
};

/** Whether every amount of such a bill follows from the table, or from what a tariff states a month. */
function isWorkable({ items }: TariffContent): boolean {
  return items.every((item) => {
    const conditions = Object.keys(item.when ?? {});
    const isPlain = conditions.every((key) => key === 'basicChargeBy');
    switch (item.kind) {
      case 'energy':
      case 'time_of_use':
      case 'surcharge':
        return conditions.length === 0 && item.percentOfKwh === undefined;
      case 'tier_increment':
        return conditions.length === 0 && (item.basis === 'month' || item.basis === 'year');
      case 'fixed':
        return conditions.length === 0 && item.per === 'month';
      case 'capacity':
      case 'contract_demand':
      case 'actual_demand':
        return isPlain;
      case 'power_factor':
        return isPlain && item.table === undefined;
      default:
        return false;
    }
  });
}

/** The ways of the basic charge that the items tell apart; empty where all items apply to everybody. */
function waysOf({ items }: TariffContent): readonly BasicChargeWay[] {
  return BASIC_CHARGE_WAYS.filter((way) => items.some(({ when }) => when?.basicChargeBy?.includes(way)));
}

function caseOf(
  content: TariffContent,
  row: PriceRow,
  way: BasicChargeWay | null,
  facts: Pick<WorkedCase, 'source' | 'startOn' | 'endOn'>,
): WorkedCase {
  const prices: PriceFigures = { ...row.tiers[0]?.prices, ...row.prices };
  const timeOfUse = content.items.find((item) => item.kind === 'time_of_use');
  const codes = Object.keys(timeOfUse?.prices ?? {}) as PeriodCode[];
  const total = CASE_KWH.times(Math.max(1, codes.length));
  const isCharged = ({ when }: TariffItem) =>
    when?.basicChargeBy === undefined || (way !== null && when.basicChargeBy.includes(way));
  const { main, parts, funds, capacity, demand } = pricedItems(content);
  const energy = codes.length > 0 ? codes : (['energy'] as const);
  // Where no item takes the rest, the table's parts are the price.
  const kwh = main.length > 0 ? energy : [...new Set(parts.values())];
  const outside = row.includesFunds && main.length > 0 ? [] : funds.map(({ price }) => price);
  const amounts = [
    ...kwh.map((key) => CASE_KWH.times(decimalOf(prices[key]?.value ?? '0'))),
    ...outside.map((price) => total.times(decimalOf(price))),
    ...capacity.filter(isCharged).map(() => CASE_KVA.times(decimalOf(prices.capacity?.value ?? '0'))),
    ...demand.filter(isCharged).map(() => CASE_KVA.times(decimalOf(prices.demand?.value ?? '0'))),
    ...tierAmounts(content, total),
    ...content.items.flatMap((item) => (item.kind === 'fixed' ? [decimalOf(item.amount)] : [])),
  ];
  const powerFactor = content.items.find((item) => item.kind === 'power_factor');
  const standard = powerFactor?.standard === 'of_account' ? '0.90' : (powerFactor?.standard ?? null);
  const isTwoPart = capacity.length + demand.length > 0;
  return {
    ...EMPTY_CASE,
    ...facts,
    name: `按价格表计算（${way === null ? '电度' : CASE_WORDS[way]}）`,
    total: total.toFixed() as DecimalText,
    periods: Object.fromEntries(codes.map((code) => [code, CASE_KWH.toFixed() as DecimalText])),
    householdSize: content.items.some((item) => 'household' in item && item.household !== undefined)
      ? 1
      : null,
    ...(isTwoPart && {
      capacityKva: CASE_KVA.toFixed() as DecimalText,
      contractKw: CASE_KVA.toFixed() as DecimalText,
      demand: { maxKw: CASE_KVA.toFixed() as DecimalText, periodsKw: {} },
      basicChargeBy: way,
    }),
    ...(standard !== null && {
      powerFactorStandard: standard,
      reactiveKvarh: total.times(NEUTRAL_KVARH[standard]).toFixed() as DecimalText,
    }),
    expectedTotal: minorToText(sumMinor(amounts.map(roundToMinor))) as DecimalText,
  };
}

/** What the tiers come to on top, each a line of its own. */
function tierAmounts({ items }: TariffContent, total: Decimal): readonly Decimal[] {
  return items.flatMap((item) => {
    if (item.kind !== 'tier_increment') return [];
    let from = new Decimal(0);
    return item.tiers.map(({ upToKwh, price }) => {
      const until = upToKwh === null ? total : Decimal.min(decimalOf(upToKwh), total);
      const kwh = Decimal.max(until.minus(from), 0);
      from = until;
      return kwh.times(decimalOf(price));
    });
  });
}

const EMPTY_CASE = {
  usedThisYear: '0' as DecimalText,
  months: 1,
  yearMonths: 12,
  isPartMonth: false,
  customerClass: null,
  capacityKva: null,
  contractKw: null,
  supplyChanges: [],
  basicChargeBy: null,
  powerFactorStandard: null,
  reactiveKvarh: null,
  reactiveDemandKvar: null,
  apparentDemandKva: null,
  demand: null,
  demandHistory: [],
  apparentDemandHistory: [],
};
