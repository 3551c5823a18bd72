import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import { adoptMeter, openingDay, type UnknownLine } from '#shared/domain/customers/adoptMeter.ts';
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
import { NewAccounts } from '../../db/repositories/customers/newAccounts.ts';
import { loadRoute } from '../../db/repositories/customers/routes.ts';
import { acceptStagedLines } from '../../db/repositories/reading/acceptStagedLines.ts';
import { loadBatch, loadUnknownMeterLines } from '../../db/repositories/reading/batches.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { loadTariff } from '../../db/repositories/tariff/tariffs.ts';
import type { ReadingBatchLineRow } from '../../db/schema/reading.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const METERS_A_PART = 500;

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
  const [named, unnamed] = splitByMeter(lines.map(unknownLine));
  const byMeter = groupBy(named, ({ meterNo }) => meterNo ?? '');
  const accountNos = [...new Set(lines.flatMap(({ account_no }) => account_no ?? []))];
  const customers = await loadCustomersByNo(tx, accountNos);
  const meters = await loadMeterIdsByNo(tx, [...byMeter.keys()]);
  const load = new FirstLoad({ newId, userId: actor.userId, now }, batchId);
  const accounts = new NewAccounts(load, input, {
    servicePointNos: new Set((await loadServicePointsByNo(tx, accountNos)).keys()),
    lastPosition: await loadLastPosition(tx, routeId),
  });
  const errors: LineError[] = [];
  const refuse = (ofLines: readonly UnknownLine[], code: string, field: string, value: string | null) =>
    errors.push(...ofLines.map(({ lineNo, rawText }) => ({ lineNo, code, field, value, rawText })));
  let done = 0;
  for (const [meterNo, ofMeter] of byMeter) {
    done += 1;
    if (done % METERS_A_PART === 0) {
      await load.write(tx);
      await context.checkpoint(done, byMeter.size);
    }
    // Its place became known since the file was imported; its lines are taken below.
    if (meters.has(meterNo)) continue;
    const adopted = adoptMeter(ofMeter, { digits, decimals, multiplier, previousReadOn });
    if (!adopted.ok) {
      refuse(ofMeter, adopted.error.code, adopted.error.field, adopted.error.value);
      continue;
    }
    const { accountNo, meter, openedOn, opening } = adopted.value;
    // A known account with a strange meter may be an exchange that nobody recorded: not for a file to say.
    if (customers.has(accountNo)) {
      refuse(ofMeter, 'account_exists', 'accountNo', accountNo);
      continue;
    }
    const point = accounts.addPoint(accountNo, openedOn);
    if (!point.ok) refuse(ofMeter, point.error.code, 'accountNo', point.error.servicePointNo);
    else load.addMeter(point.value, meter, openedOn, route.cycle_day, opening);
  }
  // Lines that name no meter: their account is made, and they wait until somebody says which meter it has.
  for (const [accountNo, ofAccount] of groupBy(unnamed, (line) => line.accountNo ?? '')) {
    if (customers.has(accountNo) || accounts.has(accountNo)) continue;
    const [openedOn] = ofAccount.map((line) => openingDay(line, previousReadOn)).sort();
    const point = accounts.addPoint(accountNo, openedOn ?? previousReadOn);
    if (!point.ok) refuse(ofAccount, point.error.code, 'accountNo', point.error.servicePointNo);
  }
  await load.finish(tx);
  const adopted = await acceptStagedLines(intakeContext(context), batch, input.lineNos ?? null);
  let readings = 0;
  for (const { line, outcome } of adopted) {
    if (outcome.state === 'accepted') readings += 1;
    if (outcome.state !== 'rejected' && outcome.state !== 'unknown_meter') continue;
    const { code, field, value } = outcome;
    // The others that still wait were refused above, with the reason.
    if (outcome.state === 'unknown_meter' && code !== 'account_without_meter') continue;
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

/** Lines that name a meter, and those that name only an account. */
function splitByMeter(lines: readonly UnknownLine[]): [UnknownLine[], UnknownLine[]] {
  return [lines.filter(({ meterNo }) => meterNo !== null), lines.filter(({ meterNo }) => meterNo === null)];
}

function unknownLine(line: ReadingBatchLineRow): UnknownLine {
  return {
    lineNo: line.line_no,
    rawText: line.raw_text,
    accountNo: line.account_no,
    meterNo: line.meter_no,
    register: line.register_code ?? '',
    readOn: line.read_on as LocalDate,
    previousReadOn: line.previous_read_on as LocalDate | null,
    previous: line.previous_kwh as DecimalText | null,
    current: line.current_kwh as DecimalText | null,
    multiplier: line.multiplier as DecimalText | null,
  };
}
