import { checkCustomerLine, type KnownPoint } from '#shared/domain/customers/checkCustomerLine.ts';
import type { CustomerLine } from '#shared/domain/customers/customerLine.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import type { LineError } from '#shared/domain/reading/meterRow.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { updateCustomer } from '../../db/repositories/customers/customers.ts';
import type { FirstLoad } from '../../db/repositories/customers/firstLoad.ts';
import {
  loadCustomersByNo,
  loadMeterIdsByNo,
  loadServicePointsByNo,
} from '../../db/repositories/customers/knownRecords.ts';
import { listRoutes } from '../../db/repositories/customers/routes.ts';
import {
  listAssignments,
  listInstallations,
  updateServicePoint,
} from '../../db/repositories/customers/servicePoints.ts';
import { listTariffs } from '../../db/repositories/tariff/tariffs.ts';
import type { CustomerRow, RouteRow, ServicePointRow } from '../../db/schema/customers.ts';
import type { CommandContext } from '../../rpc/handlers.ts';

type Outcome = 'created' | 'updated' | 'unchanged' | LineError;

type Installation = Awaited<ReturnType<typeof listInstallations>>[number];

/** Takes the lines of a customer file part after part: what is new is collected, what changed is written. */
export class CustomerIntake {
  readonly #context: Pick<CommandContext, 'tx' | 'businessDate' | 'audit'>;
  readonly #load: FirstLoad;
  #routes: Map<string, Pick<RouteRow, 'route_id' | 'cycle_day'>> | null = null;
  #tariffs = new Map<string, string>();
  /** First line of each account, and all service points and meters of the file. */
  readonly #accountLines = new Map<string, CustomerLine>();
  readonly #seen = new Set<string>();

  constructor(context: Pick<CommandContext, 'tx' | 'businessDate' | 'audit'>, load: FirstLoad) {
    this.#context = context;
    this.#load = load;
  }

  async take(lines: readonly CustomerLine[]): Promise<Outcome[]> {
    const { tx, businessDate } = this.#context;
    const routes = await this.#loadOnce();
    const customers = await loadCustomersByNo(tx, [...new Set(lines.map((line) => line.accountNo))]);
    const points = await loadServicePointsByNo(tx, [...new Set(lines.map((line) => line.servicePointNo))]);
    const meterNos = lines.flatMap((line) => line.meter?.facts.meterNo ?? []);
    const meters = await loadMeterIdsByNo(tx, [...new Set(meterNos)]);
    const accountNoOf = new Map([...customers.values()].map((row) => [row.customer_id, row.account_no]));
    const pointIds = [...points.values()].map((row) => row.service_point_id);
    const installations = groupBy(await listInstallations(tx, pointIds), (row) => row.service_point_id);
    const assignments = groupBy(await listAssignments(tx, pointIds), (row) => row.service_point_id);
    const outcomes: Outcome[] = [];
    for (const line of lines) {
      const row = points.get(line.servicePointNo);
      const point = row
        ? knownPoint(
            row,
            accountNoOf.get(row.customer_id) ?? '',
            installations.get(row.service_point_id) ?? [],
            (assignments.get(row.service_point_id) ?? []).map((one) => one.tariff_id),
          )
        : null;
      const tariffId = line.tariff ? (this.#tariffs.get(line.tariff.tariffCode) ?? null) : null;
      const isMeterKnown = line.meter !== null && meters.has(line.meter.facts.meterNo);
      const problem =
        this.#inFileProblem(line) ??
        (!routes.has(line.routeNo) && line.cycleDay === null
          ? { code: 'missing', field: 'cycleDay', value: null }
          : checkCustomerLine(line, { point, isMeterKnown, tariffId, today: businessDate }));
      if (problem) {
        outcomes.push({ lineNo: line.lineNo, rawText: line.rawText, ...problem });
        continue;
      }
      this.#remember(line);
      outcomes.push(await this.#takeLine(line, row ?? null, point, tariffId, customers));
    }
    return outcomes;
  }

  async #loadOnce() {
    if (this.#routes === null) {
      const { tx } = this.#context;
      this.#routes = new Map((await listRoutes(tx)).map((route) => [route.route_no, route]));
      this.#tariffs = new Map((await listTariffs(tx)).map((row) => [row.tariff_code, row.tariff_id]));
    }
    return this.#routes;
  }

  #inFileProblem(line: CustomerLine) {
    const { servicePointNo, accountNo, name, meter } = line;
    if (this.#seen.has(`point ${servicePointNo}`)) {
      return { code: 'duplicate_line', field: 'servicePointNo', value: servicePointNo };
    }
    if (meter && this.#seen.has(`meter ${meter.facts.meterNo}`)) {
      return { code: 'duplicate_line', field: 'meterNo', value: meter.facts.meterNo };
    }
    const first = this.#accountLines.get(accountNo);
    return first && first.name !== name ? { code: 'customer_differs', field: 'name', value: name } : null;
  }

  #remember(line: CustomerLine): void {
    this.#seen.add(`point ${line.servicePointNo}`);
    if (line.meter) this.#seen.add(`meter ${line.meter.facts.meterNo}`);
    if (!this.#accountLines.has(line.accountNo)) this.#accountLines.set(line.accountNo, line);
  }

  async #takeLine(
    line: CustomerLine,
    row: ServicePointRow | null,
    point: KnownPoint | null,
    tariffId: string | null,
    customers: Map<string, CustomerRow>,
  ): Promise<Outcome> {
    const load = this.#load;
    const route = this.#routeOf(line);
    const known = customers.get(line.accountNo);
    const isFirstOfAccount = this.#accountLines.get(line.accountNo) === line;
    let outcome: Outcome = 'unchanged';
    if (known && isFirstOfAccount && (await this.#updateCustomer(known, line))) outcome = 'updated';
    const customer =
      known ??
      load.addCustomer({
        account_no: line.accountNo,
        name: line.name,
        address: line.address ?? '',
        phone: line.phone ?? '',
        customer_class: line.customerClass,
        household_size: line.householdSize,
      });
    customers.set(line.accountNo, customer);
    if (row && (await this.#updatePoint(row, line, route.route_id))) outcome = 'updated';
    const { service_point_id: servicePointId } =
      row ??
      load.addServicePoint({
        service_point_no: line.servicePointNo,
        customer_id: customer.customer_id,
        route_id: route.route_id,
        route_position: line.routePosition ?? 0,
        address: line.pointAddress ?? line.address ?? '',
        capacity_kva: line.capacityKva,
      });
    if (line.meter && !point?.meter) {
      const { facts, installedOn, opening } = line.meter;
      load.addMeter(servicePointId, facts, installedOn, route.cycle_day, opening);
      outcome = 'updated';
    }
    if (line.tariff && tariffId !== null && !point?.tariffIds.length) {
      load.addTariff(servicePointId, tariffId, line.tariff.startOn);
      outcome = 'updated';
    }
    return row ? outcome : 'created';
  }

  #routeOf(line: CustomerLine) {
    const known = this.#routes?.get(line.routeNo);
    if (known) return known;
    assert(line.cycleDay !== null, 'a new route has a cycle day');
    const route = this.#load.addRoute({
      route_no: line.routeNo,
      name: line.routeName ?? line.routeNo,
      cycle_day: line.cycleDay,
      reader_user_id: null,
    });
    this.#routes?.set(line.routeNo, route);
    return route;
  }

  async #updateCustomer(known: CustomerRow, line: CustomerLine): Promise<boolean> {
    const facts = {
      name: line.name,
      address: line.address ?? known.address,
      phone: line.phone ?? known.phone,
      customer_class: line.customerClass,
      household_size: line.householdSize ?? known.household_size,
    };
    if (!isChanged(known, facts)) return false;
    await updateCustomer(this.#context.tx, known.customer_id, { ...facts, version: known.version + 1 });
    const detail = { before: known, after: facts, lineNo: line.lineNo };
    this.#context.audit({ subjectType: 'customer', subjectId: known.customer_id, detail });
    return true;
  }

  async #updatePoint(row: ServicePointRow, line: CustomerLine, routeId: string): Promise<boolean> {
    const facts = {
      route_id: routeId,
      route_position: line.routePosition ?? row.route_position,
      address: line.pointAddress ?? line.address ?? row.address,
      capacity_kva: line.capacityKva ?? row.capacity_kva,
    };
    if (!isChanged(row, facts)) return false;
    await updateServicePoint(this.#context.tx, row.service_point_id, { ...facts, version: row.version + 1 });
    const detail = { before: row, after: facts, lineNo: line.lineNo };
    this.#context.audit({ subjectType: 'service_point', subjectId: row.service_point_id, detail });
    return true;
  }
}

function isChanged<Row extends object>(row: Row, facts: Partial<Row>): boolean {
  return (Object.keys(facts) as (keyof Row)[]).some((field) => facts[field] !== row[field]);
}

function knownPoint(
  row: ServicePointRow,
  accountNo: string,
  installations: readonly Installation[],
  tariffIds: readonly string[],
): KnownPoint {
  const present = installations.find((one) => one.removed_on === null);
  return {
    accountNo,
    isActive: row.state === 'active',
    hadMeter: installations.length > 0,
    tariffIds: tariffIds.slice(0, 1),
    meter: present
      ? {
          meterNo: present.meter_no,
          digits: present.digits,
          decimals: present.decimals,
          multiplier: present.multiplier as DecimalText,
          registers: present.registers,
          periodMapping: JSON.parse(present.period_mapping_json) as Record<string, RegisterCode>,
        }
      : null,
  };
}
