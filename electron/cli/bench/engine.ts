import { localDate, period } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import {
  calendarSchema,
  chineseHolidays,
  compileCalendar,
  localClock,
  sortIntervals,
} from '#shared/domain/tariff/calendar/index.ts';
import {
  type CalculationInput,
  calculateBill,
  compileTariff,
  parseTariffContent,
  SHIPPED_TARIFFS,
} from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import type { Stopwatch } from './stopwatch.ts';

const OCTOBER = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };

/** What every bill here has: a whole month of which nothing special is known. */
const PLAIN: CalculationInput = {
  span: OCTOBER,
  period: period('2026-10'),
  quantities: { total: new Decimal(0), periods: {} },
  usedThisYear: new Decimal(0),
  months: 1,
  yearMonths: 12,
  isPartMonth: false,
  householdSize: null,
  customerClass: 'household',
  supply: [],
  basicChargeBy: null,
  powerFactorStandard: null,
  reactiveKvarh: null,
  reactiveDemandKvar: null,
  apparentDemandKva: null,
  demand: null,
  demandHistory: [],
  apparentDemandHistory: [],
};

/** A two-part tariff of a factory: basic charge, four periods, two funds and the power factor adjustment. */
const TWO_PART = {
  tax: { mode: 'included', percent: '13' },
  items: [
    { kind: 'capacity', code: 'basic', name: 'basic', price: '30', when: { basicChargeBy: ['capacity'] } },
    {
      kind: 'contract_demand',
      code: 'demand',
      name: 'demand',
      price: '40',
      when: { basicChargeBy: ['contract'] },
    },
    {
      kind: 'time_of_use',
      code: 'energy',
      name: 'energy',
      prices: { sharp: '1.0826', peak: '0.8837', flat: '0.5841', valley: '0.2845' },
    },
    { kind: 'power_factor', code: 'power_factor', name: 'power factor', of: ['basic', 'demand', 'energy'] },
    { kind: 'surcharge', code: 'fund_reservoir', name: 'fund', price: '0.0062' },
    { kind: 'surcharge', code: 'fund_renewable', name: 'fund', price: '0.019' },
  ],
};

/** Times the engine alone, without a ledger: bills of households and of factories in one process. */
export async function benchEngine(watch: Stopwatch, bills: number): Promise<void> {
  const household = SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === 'zj_household_tou');
  assert(household !== undefined, 'the household tariff is shipped');
  await timeBills(watch, 'engine.household', household.content, bills, householdBill);
  await timeBills(watch, 'engine.twoPart', TWO_PART, bills, factoryBill);
  await timeYears(watch, Math.max(LEAST_YEARS, Math.ceil(bills / HOURS_A_YEAR)));
}

const HOURS_A_YEAR = 8760;

/** Fewer years are over before the engine of JavaScript has made its code fast. */
const LEAST_YEARS = 30;

/** Three periods by season and day of the week, as the hourly curve of a small factory is priced. */
const CALENDAR = {
  rules: [
    { code: 'rest', period: 'valley', windows: [{ from: '00:00', to: '24:00' }] },
    { code: 'day', period: 'flat', priority: 1, windows: [{ from: '08:00', to: '22:00' }] },
    {
      code: 'peak',
      period: 'peak',
      priority: 2,
      weekdays: [1, 2, 3, 4, 5],
      windows: [{ from: '10:00', to: '12:00' }],
    },
    {
      code: 'summer',
      period: 'sharp',
      priority: 3,
      months: [7, 8],
      windows: [{ from: '13:00', to: '15:00' }],
    },
  ],
};

/** Sorts years of hourly values into periods; `engine.hourlyYear` counts values. */
async function timeYears(watch: Stopwatch, years: number): Promise<void> {
  const customer = { customerClass: null, capacityKva: null };
  const plan = compileCalendar(calendarSchema.parse(CALENDAR), chineseHolidays(), customer);
  assert(plan.ok, 'the calendar is for everybody');
  const clock = localClock('Asia/Shanghai');
  const span = { startOn: localDate('2026-01-01'), endOn: localDate('2027-01-01') };
  const from = clock.startOf(span.startOn);
  const year = Array.from({ length: HOURS_A_YEAR }, (_none, hour) => ({
    startsAt: from + hour * 3_600_000,
    minutes: 60,
    kwh: new Decimal((hour * 7919) % 4000).div(1000),
  }));
  await watch.time(
    (count) => ({ 'engine.hourlyYear': count }),
    async () => {
      for (let index = 0; index < years; index += 1) {
        assert(sortIntervals(year, span, plan.value, clock).ok, 'a year is sorted');
      }
      return years * HOURS_A_YEAR;
    },
  );
}

async function timeBills(
  watch: Stopwatch,
  step: string,
  content: unknown,
  bills: number,
  inputOf: (index: number) => CalculationInput,
): Promise<void> {
  const parsed = parseTariffContent(content);
  assert(parsed.ok, `the content of ${step} is a tariff`);
  const plan = compileTariff(parsed.value);
  const inputs = Array.from({ length: bills }, (_none, index) => inputOf(index));
  await watch.time(
    (count) => ({ [step]: count }),
    async () => {
      for (const input of inputs) assert(calculateBill(plan, input).ok, `a bill of ${step}`);
      return bills;
    },
  );
}

function householdBill(index: number): CalculationInput {
  const [peak, valley] = [new Decimal(60 + (index % 190)), new Decimal(20 + (index % 70))];
  return {
    ...PLAIN,
    quantities: { total: peak.plus(valley), periods: { peak, valley } },
    usedThisYear: new Decimal((index * 37) % 6000),
  };
}

function factoryBill(index: number): CalculationInput {
  const [sharp, peak, flat, valley] = [2000, 6000, 7000, 5000].map((kwh) => new Decimal(kwh + (index % 997)));
  assert(sharp && peak && flat && valley, 'four periods');
  const [capacityKva, contractKw] = [new Decimal(315 + (index % 7) * 100), new Decimal(300)];
  return {
    ...PLAIN,
    customerClass: 'industrial',
    quantities: {
      total: sharp.plus(peak).plus(flat).plus(valley),
      periods: { sharp, peak, flat, valley },
    },
    supply: [{ ...OCTOBER, capacityKva, contractKw }],
    basicChargeBy: index % 2 === 0 ? 'capacity' : 'contract',
    powerFactorStandard: '0.90',
    reactiveKvarh: new Decimal(4000 + ((index * 131) % 9000)),
    demand: { max: new Decimal(250 + (index % 120)), periods: {} },
  };
}
