import type { TFunction } from 'i18next';
import type { TariffItem } from '#shared/domain/tariff/index.ts';
import { classWord } from '../../ui/CustomerClass.tsx';

/** Where an item applies, by which rules, and where they are from, beside its price; only what is not as usual. */
export function itemTerms(item: TariffItem, t: TFunction): readonly string[] {
  const source = item.source === undefined ? [] : [t('terms.source', { source: item.source })];
  return [...conditions(item, t), ...rules(item, t), ...posting(item, t), ...source];
}

function conditions({ when }: TariffItem, t: TFunction): string[] {
  if (when === undefined) return [];
  const { months, customerClasses, capacityFromKva, capacityBelowKva, basicChargeBy } = when;
  const { kwhAbove, kwhUpTo, kwhPerKvaFrom, kwhPerKvaBelow } = when;
  const lines: string[] = [];
  if (months) lines.push(t('terms.months', { months: ranges(months) }));
  if (customerClasses) lines.push(customerClasses.map((code) => classWord(code, t)).join(', '));
  if (capacityFromKva) lines.push(t('terms.capacityFrom', { kva: capacityFromKva }));
  if (capacityBelowKva) lines.push(t('terms.capacityBelow', { kva: capacityBelowKva }));
  if (basicChargeBy) {
    const ways = basicChargeBy.map((way) => t(`supply.ways.${way}`)).join(', ');
    lines.push(t('terms.basicChargeBy', { ways }));
  }
  if (kwhAbove) lines.push(t('terms.kwhAbove', { kwh: kwhAbove }));
  if (kwhUpTo) lines.push(t('terms.kwhUpTo', { kwh: kwhUpTo }));
  if (kwhPerKvaFrom) lines.push(t('terms.kwhPerKvaFrom', { kwh: kwhPerKvaFrom }));
  if (kwhPerKvaBelow) lines.push(t('terms.kwhPerKvaBelow', { kwh: kwhPerKvaBelow }));
  return lines;
}

function rules(item: TariffItem, t: TFunction): string[] {
  switch (item.kind) {
    case 'energy':
    case 'surcharge':
    case 'time_of_use':
      return shareOfKwh(item, t);
    case 'tier_increment':
    case 'tiered_energy':
    case 'slab':
      return tierRules(item, t);
    case 'fixed':
    case 'minimum':
      return item.partMonth === 'days' ? partMonth(item.dayCount, t) : [];
    case 'capacity':
      return dayCount(item.dayCount, t);
    case 'contract_demand':
      return [
        ...floor(item.floorPercentOfCapacity, t),
        ...(item.overPercent === null
          ? []
          : [t('terms.over', { percent: item.overPercent, factor: item.overFactor })]),
        ...dayCount(item.dayCount, t),
      ];
    case 'actual_demand':
      return floor(item.floorPercentOfCapacity, t);
    case 'demand':
      return demandRules(item, t);
    case 'apparent_demand':
      return apparentDemandRules(item, t);
    case 'reactive_demand':
      return item.by === 'average' ? [t('terms.average')] : [];
    case 'power_factor':
      return [...(item.withoutEnergy === 'skip' ? [t('terms.skip')] : []), ...powerFactorPlaces(item, t)];
    default:
      return [];
  }
}

type ItemOf<Kind extends TariffItem['kind']> = Extract<TariffItem, { kind: Kind }>;

function tierRules(item: ItemOf<'tier_increment' | 'tiered_energy' | 'slab'>, t: TFunction): string[] {
  const lines: string[] = [];
  if (item.household) lines.push(t('terms.household', item.household));
  if (item.basis === 'year' && item.partYear === 'whole') lines.push(t('terms.wholeYear'));
  if (item.partMonth === 'days') lines.push(...partMonth(item.dayCount, t));
  if (item.limitPlaces !== undefined) lines.push(t('terms.limitPlaces', { places: item.limitPlaces }));
  return lines;
}

function apparentDemandRules(
  { by, ratchet, atLeastPercentOfCapacity, atLeastKva, roundUpTo }: ItemOf<'apparent_demand'>,
  t: TFunction,
): string[] {
  return [
    ...(by === 'power_factor' ? [t('terms.byPowerFactor')] : []),
    ...(ratchet ? [t('terms.ratchet', ratchet)] : []),
    ...(ratchet?.ofMonths ? [t('terms.ratchetOf', { months: ranges(ratchet.ofMonths) })] : []),
    ...floor(atLeastPercentOfCapacity ?? null, t),
    ...(atLeastKva ? [t('terms.atLeastKva', { kva: atLeastKva })] : []),
    ...(roundUpTo ? [t('terms.roundUpToKva', { to: roundUpTo })] : []),
  ];
}

function shareOfKwh(
  { percentOfKwh, kwhPlaces }: ItemOf<'energy' | 'surcharge' | 'time_of_use'>,
  t: TFunction,
): string[] {
  return [
    ...(percentOfKwh === undefined ? [] : [t('terms.percentOfKwh', { percent: percentOfKwh })]),
    ...(kwhPlaces === undefined ? [] : [t('terms.kwhPlaces', { places: kwhPlaces })]),
  ];
}

function demandRules(
  { over, ratchet, atLeastKw, atLeastPercentOfContract, roundUpTo }: ItemOf<'demand'>,
  t: TFunction,
): string[] {
  const lines: string[] = [];
  if (over) {
    const periods = over.map((code) => t(`tariff.periods.${code}`)).join(', ');
    lines.push(t('terms.overPeriods', { periods }));
  }
  if (ratchet) lines.push(t('terms.ratchet', ratchet));
  if (ratchet?.ofMonths) lines.push(t('terms.ratchetOf', { months: ranges(ratchet.ofMonths) }));
  if (atLeastKw) lines.push(t('terms.atLeastKw', { kw: atLeastKw }));
  if (atLeastPercentOfContract) {
    lines.push(t('terms.ofContract', { percent: atLeastPercentOfContract }));
  }
  if (roundUpTo) lines.push(t('terms.roundUpToKw', { to: roundUpTo }));
  return lines;
}

function powerFactorPlaces({ places, rounding }: ItemOf<'power_factor'>, t: TFunction): string[] {
  if (rounding === 'down') return [t('terms.cutPlaces', { places })];
  return places === 2 ? [] : [t('terms.roundedPlaces', { places })];
}

function floor(percent: string | null, t: TFunction): string[] {
  return percent === null ? [] : [t('terms.floor', { percent })];
}

type DayCount = ItemOf<'capacity'>['dayCount'];

function partMonth(by: DayCount, t: TFunction): string[] {
  return [t('terms.partMonth'), ...dayCount(by, t)];
}

function dayCount(by: DayCount, t: TFunction): string[] {
  return by === 'thirtieths' ? [t('terms.thirtieths')] : [];
}

function posting(item: TariffItem, t: TFunction): string[] {
  const usual = item.kind === 'surcharge' ? 'surcharge' : 'revenue';
  const lines = item.account === usual ? [] : [t(`terms.accounts.${item.account}`)];
  const isUsual = item.taxed || item.kind === 'rounding';
  return isUsual ? lines : [...lines, t('terms.untaxed')];
}

/** Months one after the other as a range: `6-9`, and what stands alone beside it: `1-3, 11-12`. */
function ranges(months: readonly number[]): string {
  const sorted = [...months].sort((one, other) => one - other);
  const parts: [number, number][] = [];
  for (const month of sorted) {
    const last = parts.at(-1);
    if (last && last[1] === month - 1) last[1] = month;
    else parts.push([month, month]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
