import { customerDetail as customerDetailContract } from '#shared/contract/customers.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { isRegisterCode, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { ok } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { listCustomerBills, loadBalance } from '../../db/repositories/customers/accountFacts.ts';
import { listServicePoints, loadCustomer } from '../../db/repositories/customers/customers.ts';
import { isInitialAt, listInitialReadings } from '../../db/repositories/customers/initialReadings.ts';
import { listRoutes } from '../../db/repositories/customers/routes.ts';
import {
  listAssignments,
  listInstallations,
  listRecentReadings,
} from '../../db/repositories/customers/servicePoints.ts';
import type { ServicePointRow } from '../../db/schema/customers.ts';
import type { ReadingRow } from '../../db/schema/reading.ts';
import { handleQuery } from '../../rpc/handlers.ts';

const SHOWN_READINGS = 60;
const SHOWN_BILLS = 36;

export const customerDetail = handleQuery(customerDetailContract, async (context, input) => {
  const { db } = context;
  const customer = await loadCustomer(db, input.customerId);
  if (!customer) return context.refuse('not_found', { customerId: input.customerId });
  const points = await listServicePoints(db, customer.customer_id);
  const bills = await listCustomerBills(db, customer.customer_id, SHOWN_BILLS);
  return ok({
    customer: {
      customerId: customer.customer_id,
      accountNo: customer.account_no,
      name: customer.name,
      address: customer.address,
      phone: customer.phone,
      customerClass: customer.customer_class,
      householdSize: customer.household_size,
      state: customer.state,
      version: customer.version,
    },
    balance: await loadBalance(db, customer.customer_id),
    servicePoints: await describePoints(db, points),
    bills: bills.map((bill) => ({
      billId: bill.bill_id,
      billNo: bill.bill_no,
      kind: bill.kind,
      period: bill.period,
      totalKwh: bill.total_kwh,
      totalMinor: bill.total_minor,
      issuedOn: bill.issued_on,
      dueOn: bill.due_on,
      receivedMinor: bill.received_minor,
      receivableState: bill.state,
    })),
  });
});

async function describePoints(db: LedgerDatabase, points: readonly ServicePointRow[]) {
  const ids = points.map((point) => point.service_point_id);
  const installations = await listInstallations(db, ids);
  const assignments = await listAssignments(db, ids);
  const initial = await listInitialReadings(db, ids);
  const routes = new Map((await listRoutes(db)).map((route) => [route.route_id, route]));
  return Promise.all(
    points.map(async (point) => {
      const isOwn = (row: { readonly service_point_id: string }) =>
        row.service_point_id === point.service_point_id;
      const readings = await listRecentReadings(db, point.service_point_id, SHOWN_READINGS);
      return {
        servicePointId: point.service_point_id,
        servicePointNo: point.service_point_no,
        address: point.address,
        capacityKva: point.capacity_kva,
        state: point.state,
        version: point.version,
        routeId: point.route_id,
        routeNo: routes.get(point.route_id)?.route_no ?? '',
        routeName: routes.get(point.route_id)?.name ?? '',
        routePosition: point.route_position,
        installations: installations.filter(isOwn).map((row) => ({
          installationId: row.installation_id,
          version: row.version,
          meterId: row.meter_id,
          meterVersion: row.meter_version,
          meterNo: row.meter_no,
          digits: row.digits,
          decimals: row.decimals,
          multiplier: row.multiplier,
          registers: row.registers.filter(isRegisterCode),
          periodMapping: JSON.parse(row.period_mapping_json) as Record<string, RegisterCode>,
          initialReadings: initialReadingsOf(row, initial),
          installedOn: row.installed_on,
          removedOn: row.removed_on,
        })),
        tariffs: assignments.filter(isOwn).map((row) => ({
          assignmentId: row.assignment_id,
          tariffId: row.tariff_id,
          tariffCode: row.tariff_code,
          tariffName: row.tariff_name,
          startOn: row.start_on,
          endOn: row.end_on,
        })),
        readings: readings.map((row) => ({
          readingId: row.reading_id,
          meterNo: row.meter_no,
          registerCode: row.register_code as RegisterCode,
          readOn: row.read_on,
          period: row.period,
          value: row.reading_kwh,
          kind: row.kind,
          source: row.source,
        })),
      };
    }),
  );
}

type Installation = Awaited<ReturnType<typeof listInstallations>>[number];

/** By the registers that the meter has, in their order. */
function initialReadingsOf(installation: Installation, initial: readonly ReadingRow[]) {
  const place = {
    installationId: installation.installation_id,
    servicePointId: installation.service_point_id,
    installedOn: installation.installed_on as LocalDate,
    removedOn: installation.removed_on as LocalDate | null,
  };
  const own = initial.filter((one) => one.meter_id === installation.meter_id && isInitialAt(place, one));
  return installation.registers.flatMap((registerCode) =>
    own
      .filter((one) => one.register_code === registerCode)
      .map((one) => ({ registerCode, value: one.reading_kwh })),
  );
}
