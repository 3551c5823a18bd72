import type { InputOf } from '#shared/contract/define.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
import { supplySet } from '#shared/contract/supply.ts';
import type { ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import type { SubSupplyKind } from '#shared/domain/reading/subPoints.ts';
import type { CalculationStopCode } from '#shared/domain/tariff/index.ts';
import type { FactoryOffice } from './factoryOffice.ts';

type Terms = Partial<InputOf<typeof supplySet>>;
type Readings = Readonly<Partial<Record<RegisterCode, string>>>;

/** An account whose bill is impossible: what it is given, and how its bill has to stop. */
export type StoppedAccount = {
  readonly accountNo: string;
  readonly rule: ExceptionRule;
  /** Of the calculation, where it is that what stops. */
  readonly code?: CalculationStopCode;
  /** The figures that come along. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Of the meter; those that are read where nothing else is said. Each stood at 100 and counts by 100. */
  readonly registers?: readonly RegisterCode[];
  readonly readings: Readings;
  /** Of a tariff of its own; without them that of the office. */
  readonly items?: readonly object[];
  /** The worked case of that tariff, where one kWh without anything else does not stop in the same way. */
  readonly worked?: Readonly<Record<string, unknown>>;
  readonly terms?: Terms;
  /** What changes later. */
  readonly laterTerms?: Terms;
  /** The account whose service point hangs behind this one's: one of these, or for a fixed quantity one without a meter. */
  readonly behind?: { readonly accountNo: string; readonly kind: SubSupplyKind; readonly amount?: string };
  readonly tariffFrom?: string;
  readonly multiplier?: string;
};

const priced = { kind: 'energy', code: 'energy', name: '电度电费' };
const powerFactor = { kind: 'power_factor', code: 'pf', name: '力调电费', of: ['energy'] };
const ofDay = { kind: 'time_of_use', code: 'energy', name: '分时电费', prices: { peak: '1', valley: '0.3' } };
const basic = { code: 'basic', name: '基本电费' };
const USED = { total: '200' };
const plate = {
  by: 'formula' as const,
  ratedKva: '315',
  noLoadKw: '0.67',
  loadLossKw: '3.65',
  noLoadCurrentPercent: '1.1',
  impedancePercent: '4',
  loadFactor: '1.05',
  hoursPerDay: '24',
};

/**
 * One account for each code with which a bill of a run can stop. These of `CALCULATION_STOPS` cannot:
 * - `calendar_not_for_customer`, `holidays_unknown`, `intervals_incomplete`: a calendar sorts the interval data of
 *   worked cases; registers of meters are sorted by the meter, so that no run asks a calendar.
 * - `customer_class_missing`: a customer has a class, the column is not null.
 * - `negative_quantity`: a register that went back stops before (`negative`; a reactive one counts as not read,
 *   `reactive_missing`), a remainder below zero too (`negative_remainder`), and fixed quantities are positive.
 * - `periods_differ_from_total`: the periods were made to add up to the total before (`period_quantity_mismatch` where
 *   that is impossible), and deductions, losses and shares by price keep them so.
 * - `period_of_no_days`: a register has one reading a day, and a meter is exchanged after the day of its last one.
 */
export const STOPPED_ACCOUNTS: readonly StoppedAccount[] = [
  { accountNo: '0101', rule: 'meter_missing', detail: {}, readings: {} },
  {
    accountNo: '0102',
    rule: 'reading_missing',
    detail: { registers: [{ meterNo: '90102', registerCode: 'total' }] },
    registers: ['total'],
    readings: {},
  },
  {
    accountNo: '0103',
    rule: 'negative',
    detail: { registerCode: 'total' },
    readings: { total: '90' },
  },
  {
    accountNo: '0104',
    rule: 'period_quantity_mismatch',
    detail: { code: 'periods_exceed_total', total: '10000', periodSum: '20000' },
    readings: { total: '200', peak: '200', valley: '200' },
  },
  {
    accountNo: '0105',
    rule: 'tariff_missing',
    detail: { on: '2026-09-20' },
    readings: USED,
    tariffFrom: '2026-10-10',
  },
  {
    accountNo: '0106',
    rule: 'absurd_total',
    detail: { totalMinor: 1_000_000_000, limitMinor: 100_000_000 },
    readings: USED,
    items: [{ ...priced, price: '1000' }],
    worked: { expectedTotal: '1000' },
  },
  {
    accountNo: '0107',
    rule: 'negative_total',
    detail: { totalMinor: -1_000_000 },
    readings: USED,
    items: [{ ...priced, price: '-1' }],
    worked: { expectedTotal: '-1' },
  },
  {
    accountNo: '0110',
    rule: 'calculation_refused',
    code: 'no_price_for_period',
    detail: { item: 'energy', itemName: '分时电费', dayPeriods: 'flat', kwh: '5000' },
    readings: { total: '200', peak: '150', flat: '150' },
    items: [ofDay],
    worked: { periods: { flat: '1' } },
  },
  {
    accountNo: '0109',
    rule: 'calculation_refused',
    code: 'energy_unpriced',
    detail: { kwh: '10000' },
    readings: USED,
    items: [{ ...priced, price: '0.5', when: { kwhUpTo: '9999' } }],
    worked: { total: '10000' },
  },
  {
    accountNo: '0111',
    rule: 'calculation_refused',
    code: 'periods_missing',
    detail: { item: 'energy', itemName: '分时电费' },
    readings: USED,
    items: [ofDay],
  },
  {
    accountNo: '0112',
    rule: 'calculation_refused',
    code: 'capacity_missing',
    detail: { item: 'basic', itemName: '基本电费', on: '2026-09-20' },
    readings: USED,
    items: [{ ...basic, kind: 'capacity', price: '30' }],
  },
  {
    accountNo: '0113',
    rule: 'calculation_refused',
    code: 'contract_missing',
    detail: { item: 'basic', itemName: '基本电费', on: '2026-09-20' },
    readings: { total: '200', demand: '2' },
    items: [{ ...basic, kind: 'contract_demand', price: '40' }],
  },
  {
    accountNo: '0114',
    rule: 'calculation_refused',
    code: 'demand_missing',
    detail: { item: 'demand', itemName: '需量电费', dayPeriods: 'peak flat' },
    readings: { total: '200', demand: '2' },
    items: [{ kind: 'demand', code: 'demand', name: '需量电费', price: '10', over: ['peak', 'flat'] }],
  },
  {
    accountNo: '0115',
    rule: 'calculation_refused',
    code: 'reactive_missing',
    detail: { item: 'reactive', itemName: '无功电费' },
    readings: USED,
    items: [{ kind: 'reactive_energy', code: 'reactive', name: '无功电费', price: '0.1' }],
  },
  {
    accountNo: '0116',
    rule: 'calculation_refused',
    code: 'reactive_missing',
    detail: { item: 'transformer_loss' },
    readings: USED,
    terms: { loss: { transformer: plate, linePercent: null } },
  },
  {
    accountNo: '0117',
    rule: 'calculation_refused',
    code: 'reactive_demand_missing',
    detail: { item: 'reactive', itemName: '无功需量电费' },
    readings: USED,
    items: [{ kind: 'reactive_demand', code: 'reactive', name: '无功需量电费', price: '0.2' }],
  },
  {
    accountNo: '0118',
    rule: 'calculation_refused',
    code: 'standard_missing',
    detail: { item: 'pf', itemName: '力调电费' },
    readings: { total: '200', reactive: '150' },
    items: [{ ...priced, price: '0.5' }, powerFactor],
  },
  {
    accountNo: '0119',
    rule: 'calculation_refused',
    code: 'basic_charge_way_missing',
    detail: { item: 'basic', itemName: '基本电费' },
    readings: USED,
    items: [{ ...basic, kind: 'capacity', price: '30', when: { basicChargeBy: ['capacity'] } }],
  },
  {
    accountNo: '0120',
    rule: 'calculation_refused',
    code: 'power_factor_undefined',
    detail: { item: 'pf', itemName: '力调电费', kvarh: '5000' },
    readings: { total: '100', reactive: '150' },
    items: [
      { ...priced, price: '0.5' },
      { ...powerFactor, standard: '0.90' },
    ],
    worked: { total: '0', reactiveKvarh: '1' },
  },
  {
    accountNo: '0121',
    rule: 'calculation_refused',
    code: 'loss_table_exceeded',
    detail: { kwh: '10000', upToKwh: '9999' },
    readings: USED,
    terms: {
      loss: {
        transformer: { by: 'table', noLoadKwh: '304', bands: [{ upToKwh: '9999', loadKwh: '20' }] },
        linePercent: null,
      },
    },
  },
  {
    accountNo: '0122',
    rule: 'calculation_refused',
    code: 'negative_remainder',
    detail: { servicePointNo: '0123-1', registerCode: 'total', kwh: '-1' },
    readings: USED,
    behind: { accountNo: '0123', kind: 'fixed_quantity', amount: '10001' },
  },
  {
    accountNo: '0124',
    rule: 'calculation_refused',
    code: 'sub_point_unread',
    detail: { servicePointNo: '0102-1', rule: 'reading_missing' },
    readings: USED,
    behind: { accountNo: '0102', kind: 'metered' },
  },
  {
    accountNo: '0125',
    rule: 'calculation_refused',
    code: 'quantity_too_large',
    detail: { kwh: '1000000000100' },
    readings: USED,
    multiplier: '10000000001',
  },
  {
    accountNo: '0126',
    rule: 'calculation_refused',
    code: 'amount_too_large',
    detail: { item: 'energy', itemName: '电度电费', amount: '2000000000000000' },
    readings: USED,
    items: [{ ...priced, price: '200000000000' }],
  },
  {
    accountNo: '0127',
    rule: 'calculation_refused',
    code: 'apparent_demand_missing',
    detail: { item: 'apparent', itemName: '视在需量电费' },
    readings: USED,
    items: [{ kind: 'apparent_demand', code: 'apparent', name: '视在需量电费', price: '30' }],
  },
  {
    accountNo: '0128',
    rule: 'calculation_refused',
    code: 'terms_change_inside',
    detail: { item: 'loss_terms', on: '2026-10-10' },
    readings: USED,
    terms: { loss: { transformer: null, linePercent: '3' } },
    laterTerms: { startOn: '2026-10-10', kind: 'change', loss: { transformer: null, linePercent: '5' } },
  },
];

/** Puts them all on the route of the office and reads them on a day. */
export async function addStoppedAccounts(factory: FactoryOffice, readOn: string): Promise<void> {
  const ids = new Map<string, string>();
  for (const account of STOPPED_ACCOUNTS) {
    const { accountNo, readings, terms, laterTerms, behind, tariffFrom, multiplier } = account;
    const { registers = Object.keys(readings) as RegisterCode[], items } = account;
    const servicePointId = await factory.addPoint(accountNo, registers, {
      ...(items && { tariffId: await factory.addTariff(`of_${accountNo}`, contentOf(account)) }),
      ...(tariffFrom && { tariffFrom }),
      ...(multiplier && { multiplier }),
    });
    ids.set(accountNo, servicePointId);
    for (const stated of [terms, laterTerms]) {
      if (stated) await factory.desk.run(supplySet, { ...NO_TERMS, servicePointId, ...stated });
    }
    if (behind) {
      const { accountNo: behindNo, ...share } = behind;
      await factory.desk.run(subSupplySet, {
        servicePointId: ids.get(behindNo) ?? (await factory.addPoint(behindNo, [])),
        parentNo: `${accountNo}-1`,
        startOn: '2026-09-20',
        reason: '分表',
        ...share,
      });
    }
    if (Object.keys(readings).length > 0) await factory.read(servicePointId, readOn, readings);
  }
}

const NO_TERMS = {
  startOn: '2026-09-20',
  kind: 'start' as const,
  capacityKva: '315',
  contractKw: null,
  basicChargeBy: null,
  powerFactorStandard: null,
  loss: null,
  reason: '新装',
};

/** A tariff is activated by its worked case: here one that stops as the account will. */
function contentOf({ items, code, worked }: StoppedAccount): Record<string, unknown> {
  const month = { name: '一', source: '手工', startOn: '2026-10-01', endOn: '2026-11-01', total: '1' };
  return { items, cases: [{ ...month, ...(code && { expectedStop: code }), ...worked }] };
}
