import { meterSave } from '#shared/contract/meters.ts';
import { decideMeterCorrection } from '#shared/domain/customers/decideMeterCorrection.ts';
import { ok } from '#shared/lib/result.ts';
import { findBillOfMeter } from '../../db/repositories/billing/meterBills.ts';
import {
  listMeterReadings,
  listPlacesOfMeter,
  loadKnownMeter,
  loadMeter,
  updateMeter,
} from '../../db/repositories/customers/meters.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { recheckPoint } from '../../db/repositories/reading/recheckPoint.ts';
import { handleCommand } from '../../rpc/handlers.ts';

/** Readings are judged by these; by which register a rate is, only files that are still to come. */
const JUDGED_BY = ['digits', 'decimals', 'multiplier'];

export const saveMeter = handleCommand(meterSave, async (context, input) => {
  const { tx } = context;
  const { meterId, expectedVersion, reason, ...after } = input;
  const known = await loadMeter(tx, meterId);
  if (!known) return context.refuse('not_found', { meterId });
  if (known.version !== expectedVersion) return context.refuse('stale_version', { version: known.version });
  const namesake = await loadKnownMeter(tx, after.meterNo);
  const places = await listPlacesOfMeter(tx, meterId);
  const decision = decideMeterCorrection(known.meter, after, {
    isNumberTaken: namesake !== null && namesake.meterId !== meterId,
    billNo: await findBillOfMeter(tx, places),
    readings: await listMeterReadings(tx, meterId),
  });
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const version = await updateMeter(tx, meterId, known.version, after);
  if (decision.value.some((field) => JUDGED_BY.includes(field))) {
    for (const { servicePointId, installedOn } of places) {
      await recheckPoint(intakeContext(context), servicePointId, installedOn);
    }
  }
  const { registers: _, ...before } = known.meter;
  context.audit({ subjectType: 'meter', subjectId: meterId, detail: { before, after, reason } });
  context.publish('customers');
  context.publish('reading');
  return ok({ meterId, version });
});
