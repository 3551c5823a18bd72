import { PERIOD_CODES, type PeriodCode, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { type CustomerClass, customerAddress, customerName } from './places.ts';
import type { SeededRandom } from './random.ts';

/** One made-up customer with its service point and meter, before it has ids. */
export type SamplePoint = {
  /** 1-based; the office's points in walking order. */
  readonly no: number;
  readonly routeIndex: number;
  readonly accountNo: string;
  readonly servicePointNo: string;
  readonly meterNo: string;
  readonly name: string;
  readonly address: string;
  readonly customerClass: CustomerClass;
  readonly tariffCode: string;
  readonly capacityKva: string | null;
  readonly digits: number;
  readonly multiplier: string;
  readonly periods: readonly PeriodCode[];
  /** What each period's register showed when the history begins; single meters count one total. */
  readonly start: number;
  /** Whole units of the register in an ordinary month. */
  readonly monthlyUnits: number;
};

type Kind = Pick<SamplePoint, 'customerClass' | 'tariffCode' | 'digits' | 'multiplier' | 'periods'> & {
  readonly units: readonly [low: number, high: number];
  readonly capacityKva: string | null;
};

const household: Kind = {
  customerClass: 'household',
  tariffCode: 'zj_household',
  digits: 6,
  multiplier: '1',
  periods: [],
  units: [60, 320],
  capacityKva: null,
};
const KINDS = {
  household,
  householdTimeOfUse: { ...household, tariffCode: 'zj_household_tou', periods: ['peak', 'valley'] },
  commercial: {
    customerClass: 'commercial',
    tariffCode: 'sample_commercial',
    digits: 6,
    multiplier: '1',
    periods: ['sharp', 'peak', 'flat', 'valley'],
    units: [300, 2400],
    capacityKva: null,
  },
  industrial: {
    customerClass: 'industrial',
    tariffCode: 'sample_industrial',
    digits: 6,
    multiplier: '80',
    periods: ['sharp', 'peak', 'flat', 'valley'],
    units: [200, 900],
    capacityKva: '315',
  },
  agricultural: {
    customerClass: 'agricultural',
    tariffCode: 'sample_agricultural',
    digits: 5,
    multiplier: '1',
    periods: [],
    units: [20, 400],
    capacityKva: null,
  },
} as const satisfies Record<string, Kind>;

/** Out of a hundred: 55 households, 30 with time of use, 9 shops, 2 works, 4 pumps. */
function kindOf(random: SeededRandom): Kind {
  const share = random.between(1, 100);
  if (share <= 55) return KINDS.household;
  if (share <= 85) return KINDS.householdTimeOfUse;
  if (share <= 94) return KINDS.commercial;
  return share <= 96 ? KINDS.industrial : KINDS.agricultural;
}

/** Makes the points one by one. Numbers have leading zeros; every fiftieth meter number has 22 digits. */
export function samplePoint(random: SeededRandom, no: number, pointsARoute: number): SamplePoint {
  const { units, ...kind } = kindOf(random);
  const name = customerName(random, kind.customerClass);
  const address = customerAddress(random);
  const ordinaryStart = random.between(500, 40_000);
  const monthlyUnits = random.between(units[0], units[1]);
  // Every twentieth or so single meter rolls over in the month that is ready to be worked.
  const rollsOver = no % 20 === 11 && kind.periods.length === 0;
  const number = String(no).padStart(7, '0');
  return {
    ...kind,
    no,
    routeIndex: Math.floor((no - 1) / pointsARoute),
    accountNo: `00${number}1`,
    servicePointNo: `00${number}101`,
    meterNo: no % 50 === 0 ? `33000000000000${number}8` : `0331${number}`,
    name,
    address,
    start: rollsOver ? 10 ** kind.digits - Math.floor(monthlyUnits * 2.5) : ordinaryStart,
    monthlyUnits,
  };
}

const SHARES: Record<PeriodCode, number> = { sharp: 10, peak: 35, flat: 30, valley: 25, deep_valley: 0 };

/** Divides the units of a month among the periods that a meter counts; they add up exactly. */
export function unitsByRegister(
  periods: readonly PeriodCode[],
  units: number,
): ReadonlyMap<RegisterCode, number> {
  const result = new Map<RegisterCode, number>([['total', units]]);
  const counted = PERIOD_CODES.filter((code) => periods.includes(code));
  const sum = counted.reduce((total, code) => total + SHARES[code], 0);
  let rest = units;
  counted.forEach((code, index) => {
    const own = index === counted.length - 1 ? rest : Math.floor((units * SHARES[code]) / sum);
    result.set(code, own);
    rest -= own;
  });
  return result;
}
