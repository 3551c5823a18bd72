import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { countAnew, insertMany } from '../db/repositories/bulk.ts';
import type { TableName, Tables } from '../db/schema.ts';
import { type SamplePoint, samplePoint, unitsByRegister } from './points.ts';
import { SeededRandom } from './random.ts';

export type PointsPlan = {
  readonly points: number;
  readonly seed: number;
  readonly period: Period;
  readonly now: string;
  /** Months before that are billed: each counts from a reading of the month before it. */
  readonly billedMonths: number;
  readonly newId: () => string;
  readonly checkpoint: (pointCount: number) => Promise<void>;
  readonly readerId: string;
  readonly tariffIds: ReadonlyMap<string, string>;
};

/** Months that are read before the one that is ready to be worked, at least: enough for averages. */
const HISTORY_MONTHS = 3;
const POINTS_A_PART = 1000;
const INSTALLED_ON = '2024-01-01';

type Rows = { [Name in TableName]?: Tables[Name][] };

/** Customers, service points, meters, tariffs and some months of readings, in the office's routes. */
export async function fillPoints(tx: LedgerTransaction, plan: PointsPlan): Promise<void> {
  const pointsARoute = Math.min(1000, Math.max(25, Math.ceil(plan.points / 4)));
  const routes = routeRows(plan, Math.ceil(plan.points / pointsARoute));
  await insertMany(tx, 'route', routes);
  const random = new SeededRandom(plan.seed);
  for (let first = 1; first <= plan.points; first += POINTS_A_PART) {
    const rows: Rows = {};
    const last = Math.min(plan.points, first + POINTS_A_PART - 1);
    for (let no = first; no <= last; no += 1) {
      const point = samplePoint(random, no, pointsARoute);
      const route = routes[point.routeIndex];
      assert(route !== undefined, `a route for point ${no}`);
      addPoint(rows, plan, point, route, random);
    }
    await insertInOrder(tx, rows);
    await plan.checkpoint(last);
  }
  await countAnew(tx, ORDER);
}

function routeRows({ newId, readerId }: PointsPlan, count: number): Tables['route'][] {
  return Array.from({ length: count }, (_, index) => ({
    route_id: newId(),
    route_no: String(index + 1).padStart(4, '0'),
    name: `青溪${index + 1}段`,
    cycle_day: 20 + (index % 6),
    reader_user_id: readerId,
    version: 1,
  }));
}

function add<Name extends TableName>(rows: Rows, table: Name, row: Tables[Name]): void {
  const own = rows[table] as Tables[Name][] | undefined;
  if (own) own.push(row);
  else rows[table] = [row] as Rows[Name];
}

const ORDER = [
  'customer',
  'service_point',
  'meter',
  'meter_register',
  'meter_installation',
  'tariff_assignment',
  'reading',
] as const satisfies readonly TableName[];

async function insertInOrder(tx: LedgerTransaction, rows: Rows): Promise<void> {
  for (const table of ORDER) await insertMany(tx, table, (rows[table] ?? []) as never);
}

function addPoint(
  rows: Rows,
  plan: PointsPlan,
  point: SamplePoint,
  route: Tables['route'],
  random: SeededRandom,
): void {
  const { newId, now, tariffIds } = plan;
  const [customerId, servicePointId, meterId] = [newId(), newId(), newId()];
  const tariffId = tariffIds.get(point.tariffCode);
  assert(tariffId !== undefined, `a tariff for ${point.tariffCode}`);
  add(rows, 'customer', {
    customer_id: customerId,
    account_no: point.accountNo,
    name: point.name,
    address: point.address,
    phone: '',
    customer_class: point.customerClass,
    household_size: null,
    state: 'active',
    version: 1,
    created_at: now,
  });
  add(rows, 'service_point', {
    service_point_id: servicePointId,
    service_point_no: point.servicePointNo,
    customer_id: customerId,
    route_id: route.route_id,
    route_position: point.no * 10,
    address: point.address,
    capacity_kva: point.capacityKva,
    state: 'active',
    version: 1,
    created_at: now,
  });
  add(rows, 'meter', {
    meter_id: meterId,
    meter_no: point.meterNo,
    digits: point.digits,
    decimals: 0,
    multiplier: point.multiplier,
    period_mapping_json: '{}',
    version: 1,
  });
  add(rows, 'meter_installation', {
    installation_id: newId(),
    service_point_id: servicePointId,
    meter_id: meterId,
    installed_on: INSTALLED_ON,
    removed_on: null,
    version: 1,
  });
  add(rows, 'tariff_assignment', {
    assignment_id: newId(),
    service_point_id: servicePointId,
    tariff_id: tariffId,
    start_on: INSTALLED_ON,
    end_on: null,
  });
  for (const registerCode of unitsByRegister(point.periods, 0).keys()) {
    add(rows, 'meter_register', { meter_id: meterId, register_code: registerCode });
  }
  addHistory(rows, plan, point, { servicePointId, meterId, cycleDay: route.cycle_day }, random);
}

/** Readings of the months before: the opening one and one a month, by about what the point uses. */
function addHistory(
  rows: Rows,
  plan: PointsPlan,
  point: SamplePoint,
  place: { readonly servicePointId: string; readonly meterId: string; readonly cycleDay: number },
  random: SeededRandom,
): void {
  const shown = new Map<RegisterCode, number>(unitsByRegister(point.periods, point.start));
  const first = Math.max(HISTORY_MONTHS, plan.billedMonths + 1);
  for (let back = first; back >= 1; back -= 1) {
    const period = addMonths(plan.period, -back);
    const readOn = cycleDayOf(period, place.cycleDay);
    if (back < first) {
      const units = Math.floor((point.monthlyUnits * random.between(90, 110)) / 100);
      for (const [code, used] of unitsByRegister(point.periods, units)) {
        shown.set(code, (shown.get(code) ?? 0) + used);
      }
    }
    for (const [registerCode, value] of shown) {
      add(rows, 'reading', {
        reading_id: plan.newId(),
        service_point_id: place.servicePointId,
        meter_id: place.meterId,
        register_code: registerCode,
        read_on: readOn,
        period,
        reading_kwh: String(value),
        kind: back === first ? 'opening' : 'cycle',
        source: 'file',
        estimate_method: null,
        supersedes_id: null,
        reason: null,
        batch_id: null,
        line_no: null,
        recorded_by: plan.readerId,
        recorded_at: earlierText(`${readOn}T08:00:00.000Z`, plan.now),
      });
    }
  }
}

/** Of two instants the earlier one. */
const earlierText = (one: string, other: string) => (one < other ? one : other);
