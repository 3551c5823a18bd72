import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import { adoptMeter, type UnknownLine } from '#shared/domain/customers/adoptMeter.ts';
import { addMonths, type LocalDate, type Period } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import type { LineError } from '#shared/domain/reading/meterRow.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { FirstLoad } from '../../db/repositories/customers/firstLoad.ts';
import {
  loadCustomersByNo,
  loadLastPosition,
  loadMeterIdsByNo,
  loadServicePointsByNo,
} from '../../db/repositories/customers/knownRecords.ts';
import { loadRoute } from '../../db/repositories/customers/routes.ts';
import { acceptStagedLines } from '../../db/repositories/reading/acceptStagedLines.ts';
import { loadBatch, loadUnknownMeterLines } from '../../db/repositories/reading/batches.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { loadTariff } from '../../db/repositories/tariff/tariffs.ts';
import type { ReadingBatchLineRow } from '../../db/schema/reading.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const METERS_A_PART = 500;
/** Room to put a service point between two others of a route. */
const POSITION_STEP = 10;

export const adoptLines = handleCommand(servicePointAdoptLines, async (context, input) => {
  const { tx, newId, actor, now } = context;
  const { batchId, routeId, tariffId, customerClass, digits, decimals, multiplier } = input;
  const batch = await loadBatch(tx, batchId);
  if (!batch) return context.refuse('not_found', { batchId });
  const route = await loadRoute(tx, routeId);
  if (!route) return context.refuse('route_not_found', { routeId });
  if (tariffId !== null && !(await loadTariff(tx, tariffId))) {
    return context.refuse('tariff_not_found', { tariffId });
  }
  const lines = await loadUnknownMeterLines(tx, batchId, input.lineNos ?? null);
  if (lines.length === 0) return context.refuse('nothing_to_adopt', { batchId });

  const previousReadOn = cycleDayOf(addMonths(batch.period as Period, -1), route.cycle_day);
  const byMeter = groupBy(lines.map(unknownLine), ({ meterNo }) => meterNo);
  const accountNos = [...new Set(lines.flatMap(({ account_no }) => account_no ?? []))];
  const customers = await loadCustomersByNo(tx, accountNos);
  const points = await loadServicePointsByNo(tx, accountNos);
  const meters = await loadMeterIdsByNo(tx, [...byMeter.keys()]);
  let position = await loadLastPosition(tx, routeId);
  const load = new FirstLoad({ newId, userId: actor.userId, now }, batchId);
  const newCustomers = new Map<string, { customerId: string; points: number }>();
  const errors: LineError[] = [];
  let done = 0;
  for (const [meterNo, ofMeter] of byMeter) {
    done += 1;
    if (done % METERS_A_PART === 0) {
      await load.write(tx);
      await context.checkpoint(done, byMeter.size);
    }
    // Its place became known since the file was imported; its lines are taken below.
    if (meters.has(meterNo)) continue;
    const refuse = (code: string, field: string | null, value: string | null) =>
      errors.push(...ofMeter.map(({ lineNo, rawText }) => ({ lineNo, code, field, value, rawText })));
    const adopted = adoptMeter(ofMeter, { digits, decimals, multiplier, previousReadOn });
    if (!adopted.ok) {
      refuse(adopted.error.code, adopted.error.field, adopted.error.value);
      continue;
    }
    const { accountNo, meter, openedOn, opening } = adopted.value;
    // A known account with a strange meter may be an exchange that nobody recorded: not for a file to say.
    if (customers.has(accountNo)) {
      refuse('account_exists', 'accountNo', accountNo);
      continue;
    }
    const customer = newCustomers.get(accountNo) ?? { customerId: '', points: 0 };
    customer.points += 1;
    const servicePointNo = customer.points === 1 ? accountNo : `${accountNo}-${customer.points}`;
    if (points.has(servicePointNo)) {
      refuse('service_point_exists', 'accountNo', servicePointNo);
      continue;
    }
    if (customer.points === 1) {
      customer.customerId = load.addCustomer({
        account_no: accountNo,
        name: accountNo,
        address: '',
        phone: '',
        customer_class: customerClass,
        household_size: null,
      }).customer_id;
      newCustomers.set(accountNo, customer);
    }
    position += POSITION_STEP;
    const point = load.addServicePoint({
      service_point_no: servicePointNo,
      customer_id: customer.customerId,
      route_id: routeId,
      route_position: position,
      address: '',
      capacity_kva: null,
    });
    load.addMeter(point.service_point_id, meter, openedOn, route.cycle_day, opening);
    if (tariffId !== null) load.addTariff(point.service_point_id, tariffId, openedOn);
  }
  await load.finish(tx);
  const adopted = await acceptStagedLines(intakeContext(context), batch, input.lineNos ?? null);
  let readings = 0;
  for (const { line, outcome } of adopted) {
    if (outcome.state === 'accepted') readings += 1;
    if (outcome.state !== 'rejected') continue;
    const { code, field, value } = outcome;
    errors.push({ lineNo: line.line_no, code, field, value, rawText: line.raw_text });
  }
  const { created } = load;
  const answer = {
    customers: created.customers,
    servicePoints: created.servicePoints,
    meters: created.meters,
    readings: created.readings + readings,
  };
  context.audit({
    subjectType: 'reading_batch',
    subjectId: batchId,
    detail: { ...answer, routeId, tariffId, customerClass, digits, decimals, errorCount: errors.length },
  });
  context.publish('customers');
  context.publish('reading');
  return ok({ ...answer, errors: errors.sort((a, b) => a.lineNo - b.lineNo) });
});

function unknownLine(line: ReadingBatchLineRow): UnknownLine {
  return {
    lineNo: line.line_no,
    rawText: line.raw_text,
    accountNo: line.account_no,
    meterNo: line.meter_no ?? '',
    register: line.register_code ?? '',
    readOn: line.read_on as LocalDate,
    previousReadOn: line.previous_read_on as LocalDate | null,
    previous: line.previous_kwh as DecimalText | null,
    current: line.current_kwh as DecimalText | null,
    multiplier: line.multiplier as DecimalText | null,
  };
}
