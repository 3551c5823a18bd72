import { meterSave } from '#shared/contract/meters.ts';
import { changedReadings, decideMeterCorrection } from '#shared/domain/customers/decideMeterCorrection.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { beginsSeries } from '#shared/domain/reading/segments.ts';
import { ok } from '#shared/lib/result.ts';
import { findBillOfMeter } from '../../db/repositories/billing/meterBills.ts';
import { isInitialAt } from '../../db/repositories/customers/initialReadings.ts';
import {
  listMeterReadings,
  listPlacesOfMeter,
  loadKnownMeter,
  loadMeter,
  type MeterSpan,
  updateMeter,
} from '../../db/repositories/customers/meters.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { recheckPoint } from '../../db/repositories/reading/recheckPoint.ts';
import type { ReadingRow } from '../../db/schema/reading.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { findLockedPeriod, initialReadingsBefore, writeInitialReadings } from './initialReadings.ts';

/** Readings are judged by these; by which register a rate is, only files that are still to come. */
const JUDGED_BY = ['digits', 'decimals', 'multiplier', 'registers'];

export const saveMeter = handleCommand(meterSave, async (context, input) => {
  const { tx } = context;
  const { meterId, expectedVersion, installationId, reason, ...after } = input;
  const known = await loadMeter(tx, meterId);
  const places = await listPlacesOfMeter(tx, meterId);
  const place = places.find((one) => one.installationId === installationId);
  if (!known || !place) return context.refuse('not_found', { meterId, installationId });
  if (known.version !== expectedVersion) return context.refuse('stale_version', { version: known.version });
  const namesake = await loadKnownMeter(tx, after.meterNo);
  const stored = await listMeterReadings(tx, meterId);
  const readings = stored.map((row) => readingAt(place, row));
  const decision = decideMeterCorrection(known.meter, after, {
    isNumberTaken: namesake !== null && namesake.meterId !== meterId,
    billNo: await findBillOfMeter(tx, places),
    billNoHere: await findBillOfMeter(tx, [place]),
    readings,
    removedOn: places.findLast((one) => one.removedOn !== null)?.removedOn ?? null,
    lockedPeriod: await findLockedPeriod(context, place, stored, changedReadings(after, readings)),
  });
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const { fields, initialReadings } = decision.value;
  const version = await updateMeter(tx, meterId, known.version, after);
  await writeInitialReadings(context, place, stored, initialReadings, reason);
  const judgedAnew = fields.some((field) => JUDGED_BY.includes(field)) ? places : [place];
  if (judgedAnew === places || initialReadings.length > 0) {
    for (const { servicePointId, installedOn } of judgedAnew) {
      await recheckPoint(intakeContext(context), servicePointId, installedOn, reason);
    }
  }
  const before = {
    ...known.meter,
    initialReadings: initialReadingsBefore(place, stored, known.meter, initialReadings),
  };
  context.audit({
    subjectType: 'meter',
    subjectId: meterId,
    detail: { before, after: { ...after, initialReadings }, reason },
  });
  context.publish('customers');
  context.publish('reading');
  return ok({ meterId, version });
});

function readingAt(place: MeterSpan, row: ReadingRow) {
  return {
    registerCode: row.register_code as RegisterCode,
    value: row.reading_kwh as DecimalText,
    readOn: row.read_on as LocalDate,
    isInitial: isInitialAt(place, row),
    beginsCounting: beginsSeries(row.kind),
  };
}
