import type { MeterDescription, RegisterValue } from '#shared/domain/customers/checkMeter.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { periodOfChange } from '#shared/domain/reading/cycle.ts';
import type { LedgerTransaction } from '../../database.ts';
import type { CustomerRow, RouteRow, ServicePointRow } from '../../schema/customers.ts';
import type { TableName, Tables } from '../../schema.ts';
import { countAnew, insertMany } from '../bulk.ts';
import { boundaryReadings, installationRow, meterRow, registerRows } from './meterRows.ts';

type Recorder = { readonly newId: () => string; readonly userId: string; readonly now: string };

/** So many change how the statements about them are best carried out. */
const MANY_METERS = 500;

const ORDER = [
  'route',
  'customer',
  'service_point',
  'meter',
  'meter_register',
  'meter_installation',
  'tariff_assignment',
  'reading',
] as const satisfies readonly TableName[];
type Loaded = (typeof ORDER)[number];

type New<Row, Given extends keyof Row> = Omit<Row, Given | 'version' | 'state' | 'created_at'>;

/** Customers, service points and meters that a file brings for the first time: collected, then written together. */
export class FirstLoad {
  readonly #recorder: Recorder;
  readonly #batchId: string | null;
  #rows: { [Name in Loaded]: Tables[Name][] } = noRows();
  readonly created = { routes: 0, customers: 0, servicePoints: 0, meters: 0, readings: 0 };

  constructor(recorder: Recorder, batchId: string | null) {
    this.#recorder = recorder;
    this.#batchId = batchId;
  }

  addRoute(facts: New<RouteRow, 'route_id'>): RouteRow {
    const row = { route_id: this.#recorder.newId(), ...facts, version: 1 };
    this.#rows.route.push(row);
    this.created.routes += 1;
    return row;
  }

  addCustomer(facts: New<CustomerRow, 'customer_id'>): CustomerRow {
    const row = { customer_id: this.#recorder.newId(), ...facts, ...this.#begin() };
    this.#rows.customer.push(row);
    this.created.customers += 1;
    return row;
  }

  addServicePoint(facts: New<ServicePointRow, 'service_point_id'>): ServicePointRow {
    const row = { service_point_id: this.#recorder.newId(), ...facts, ...this.#begin() };
    this.#rows.service_point.push(row);
    this.created.servicePoints += 1;
    return row;
  }

  /** A meter that is new to the ledger, with the readings that its counting begins with. */
  addMeter(
    servicePointId: string,
    meter: MeterDescription,
    openedOn: LocalDate,
    cycleDay: number,
    opening: readonly RegisterValue[],
  ): void {
    const meterId = this.#recorder.newId();
    this.#rows.meter.push(meterRow(meterId, meter));
    this.#rows.meter_register.push(...registerRows(meterId, meter));
    this.#rows.meter_installation.push(
      installationRow(this.#recorder.newId(), servicePointId, meterId, openedOn),
    );
    const readings = boundaryReadings(
      this.#recorder,
      { servicePointId, meterId },
      { readOn: openedOn, period: periodOfChange(openedOn, cycleDay) },
      'opening',
      opening,
      { source: 'file', batchId: this.#batchId, reason: null },
    );
    this.#rows.reading.push(...readings);
    this.created.meters += 1;
    this.created.readings += readings.length;
  }

  addTariff(servicePointId: string, tariffId: string, startOn: LocalDate): void {
    this.#rows.tariff_assignment.push({
      assignment_id: this.#recorder.newId(),
      service_point_id: servicePointId,
      tariff_id: tariffId,
      start_on: startOn,
      end_on: null,
    });
  }

  /** Writes what was collected since the last time. */
  async write(tx: LedgerTransaction): Promise<void> {
    const rows = this.#rows;
    this.#rows = noRows();
    for (const table of ORDER) await insertMany(tx, table, rows[table] as never);
  }

  /** Writes the rest, and lets the database know when it was much. */
  async finish(tx: LedgerTransaction): Promise<void> {
    await this.write(tx);
    if (this.created.meters >= MANY_METERS) await countAnew(tx, ORDER);
  }

  #begin() {
    return { state: 'active' as const, version: 1, created_at: this.#recorder.now };
  }
}

function noRows(): { [Name in Loaded]: Tables[Name][] } {
  return {
    route: [],
    customer: [],
    service_point: [],
    meter: [],
    meter_register: [],
    meter_installation: [],
    tariff_assignment: [],
    reading: [],
  };
}
