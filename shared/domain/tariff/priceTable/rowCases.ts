import { addMonths, type LocalDate, type Period, periodOf, spanOfPeriod } from '../../localDate.ts';
import { Decimal, type DecimalText, decimalOf, minorToText, roundToMinor, sumMinor } from '../../money.ts';
import { PERIOD_CODES, type PeriodCode } from '../../reading/registers.ts';
import { BASIC_CHARGE_WAYS, type BasicChargeWay } from '../content/fields.ts';
import type { TariffContent, TariffItem, WorkedCase } from '../content.ts';
import { MonthlyFigures } from './monthlyFigures.ts';
import {
  basicKeyOf,
  LOADS,
  type Load,
  monthsOf,
  type PriceKey,
  type PriceRow,
  pricedItems,
} from './priceRow.ts';

/** So many kWh at any price of up to six places come to whole cents: nothing is rounded that the table does not round. */
const CASE_KWH = new Decimal(1_000_000);
const CASE_KVA = new Decimal(1_000);
/** So many that little is used for each. */
const LARGE_CASE_KVA = new Decimal(1_000_000);

/** kvarh of a kWh at which each standard of (83)水电财字第215号 adjusts nothing. */
const NEUTRAL_KVARH = { '0.90': '0.4843', '0.85': '0.6197', '0.80': '0.75' } as const;

const CASE_NAME = /^按价格表计算（/;

type Source = { readonly startOn: LocalDate; readonly source: string };

/** The bill of a worked case: what of the tariff applies to it. */
type Situation = {
  readonly month: number;
  readonly way: BasicChargeWay | null;
  /** Whether much is used for each kVA, where prices depend on it. */
  readonly load: Load | null;
};

/**
 * The worked cases of a tariff at the prices of a row: those that it had, without the amounts that they came to at the
 * old prices, and for each season, way of paying the basic charge and load one worked out from the figures of the table alone.
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
  // Its errors were told when the row was applied.
  const monthly = new MonthlyFigures(row, content.calendar, () => {});
  const ways = waysOf(content);
  const loads = content.items.some(isByLoad) ? LOADS : [null];
  const seasons = seasonsOf(content, monthly, Number(startOn.slice(5, 7)));
  const worked = seasons.flatMap((months) =>
    (ways.length === 0 ? [null] : ways).flatMap((way) =>
      loads.map((load) => {
        const [month = 1] = months;
        const words = [
          way === null ? '电度' : CASE_WORDS[way],
          ...(load === null ? [] : [LOAD_WORDS[load]]),
          ...(seasons.length === 1 ? [] : [`${month}月`]),
        ];
        const ofMonth = spanOfPeriod(monthFrom(startOn, month));
        const facts = { source, name: `按价格表计算（${words.join('，')}）`, ...ofMonth };
        return caseOf(content, row, monthly, { month, way, load }, facts);
      }),
    ),
  );
  return [...kept, ...worked];
}

const CASE_WORDS: Readonly<Record<BasicChargeWay, string>> = {
  capacity: '容量',
  contract: '合同需量',
  actual: '实际需量',
};
const LOAD_WORDS: Readonly<Record<Load, string>> = { from: '高负荷', below: '低负荷' };

/** The first such month on or after a day. */
function monthFrom(startOn: LocalDate, month: number): Period {
  const first = periodOf(startOn);
  return addMonths(first, (month - Number(first.slice(5)) + 12) % 12);
}

/** Months in which the same items charge the same prices, each group from that of the first day on. */
function seasonsOf(
  { items }: TariffContent,
  monthly: MonthlyFigures,
  first: number,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (let offset = 0; offset < 12; offset += 1) {
    const month = ((first + offset - 1) % 12) + 1;
    const codes = items.filter((item) => monthsOf(item).includes(month)).map(({ code }) => code);
    const key = JSON.stringify([codes, monthly.pricesIn(month), monthly.tiersIn(month)]);
    groups.set(key, [...(groups.get(key) ?? []), month]);
  }
  return [...groups.values()];
}

/** Whether every amount of such a bill follows from the table, or from what a tariff states a month. */
function isWorkable({ items }: TariffContent): boolean {
  return items.every((item) => {
    const conditions = Object.keys(item.when ?? {}).filter((condition) => condition !== 'months');
    const isPlain = conditions.every((condition) => condition === 'basicChargeBy' || isLoad(condition));
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
        return isPlain && hasUsualLoad(item);
      case 'power_factor':
        return conditions.every((condition) => condition === 'basicChargeBy') && item.table === undefined;
      default:
        return false;
    }
  });
}

const isLoad = (condition: string) => condition === 'kwhPerKvaFrom' || condition === 'kwhPerKvaBelow';

const isByLoad = ({ when }: TariffItem) => Object.keys(when ?? {}).some(isLoad);

/** Whether the cases lie on both sides of it: a million kWh in each period on a thousand, and on a million kVA. */
function hasUsualLoad({ when }: TariffItem): boolean {
  return [when?.kwhPerKvaFrom, when?.kwhPerKvaBelow].every(
    (kwh) => kwh === undefined || (decimalOf(kwh).gt(PERIOD_CODES.length) && decimalOf(kwh).lte(1000)),
  );
}

/** The ways of the basic charge that the items tell apart; empty where all items apply to everybody. */
function waysOf({ items }: TariffContent): readonly BasicChargeWay[] {
  return BASIC_CHARGE_WAYS.filter((way) => items.some(({ when }) => when?.basicChargeBy?.includes(way)));
}

function applies(item: TariffItem, { month, way, load }: Situation): boolean {
  const { when } = item;
  return (
    monthsOf(item).includes(month) &&
    (when?.basicChargeBy === undefined || (way !== null && when.basicChargeBy.includes(way))) &&
    (when?.kwhPerKvaFrom === undefined || load === 'from') &&
    (when?.kwhPerKvaBelow === undefined || load === 'below')
  );
}

function caseOf(
  whole: TariffContent,
  row: PriceRow,
  monthly: MonthlyFigures,
  situation: Situation,
  facts: Pick<WorkedCase, 'source' | 'name' | 'startOn' | 'endOn'>,
): WorkedCase {
  const content = { ...whole, items: whole.items.filter((item) => applies(item, situation)) };
  const priceOf = (key: PriceKey) =>
    decimalOf(monthly.figure(key, situation.month)?.value ?? ('0' as DecimalText));
  const timeOfUse = content.items.find((item) => item.kind === 'time_of_use');
  const codes = (Object.keys(timeOfUse?.prices ?? {}) as PeriodCode[]).filter(
    (code) => monthly.figure(code, situation.month) !== undefined,
  );
  const total = CASE_KWH.times(Math.max(1, codes.length));
  const kva = situation.load === 'below' ? LARGE_CASE_KVA : CASE_KVA;
  const { main, parts, funds, capacity, demand } = pricedItems(content);
  const energy = codes.length > 0 ? codes : (['energy'] as const);
  // Where no item takes the rest, the table's parts are the price.
  const kwh = main.length > 0 ? energy : [...new Set(parts.values())];
  const outside = row.includesFunds && main.length > 0 ? [] : funds.map(({ price }) => price);
  const basic = [
    ...capacity.flatMap((item) => basicKeyOf('capacity', item)?.key ?? []),
    ...demand.flatMap((item) => basicKeyOf('demand', item)?.key ?? []),
  ];
  const amounts = [
    ...kwh.map((key) => CASE_KWH.times(priceOf(key))),
    ...outside.map((price) => total.times(decimalOf(price))),
    ...basic.map((key) => kva.times(priceOf(key))),
    ...tierAmounts(content, total),
    ...content.items.flatMap((item) => (item.kind === 'fixed' ? [decimalOf(item.amount)] : [])),
  ];
  const powerFactor = content.items.find((item) => item.kind === 'power_factor');
  const standard = powerFactor?.standard === 'of_account' ? '0.90' : (powerFactor?.standard ?? null);
  const ofAll = pricedItems(whole);
  const isTwoPart = ofAll.capacity.length + ofAll.demand.length > 0;
  return {
    ...EMPTY_CASE,
    ...facts,
    total: total.toFixed() as DecimalText,
    periods: Object.fromEntries(codes.map((code) => [code, CASE_KWH.toFixed() as DecimalText])),
    householdSize: content.items.some((item) => 'household' in item && item.household !== undefined)
      ? 1
      : null,
    ...(isTwoPart && {
      capacityKva: kva.toFixed() as DecimalText,
      contractKw: kva.toFixed() as DecimalText,
      demand: { maxKw: kva.toFixed() as DecimalText, periodsKw: {} },
      basicChargeBy: situation.way,
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
