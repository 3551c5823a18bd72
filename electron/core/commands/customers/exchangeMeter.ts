import { meterExchange } from '#shared/contract/meters.ts';
import { decideExchange } from '#shared/domain/customers/decideMeterChange.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import { ok } from '#shared/lib/result.ts';
import { insertMany } from '../../db/repositories/bulk.ts';
import { boundaryReadings } from '../../db/repositories/customers/meterRows.ts';
import { removeInstallation } from '../../db/repositories/customers/meters.ts';
import { listInstallations, loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { intakeContext } from '../../db/repositories/reading/intakeContext.ts';
import { recheckPoint } from '../../db/repositories/reading/recheckPoint.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { loadSurroundings, placeMeter } from './placeMeter.ts';

export const exchangeMeter = handleCommand(meterExchange, async (context, input) => {
  const { tx, newId, actor, now } = context;
  const { servicePointId, meter, exchangedOn, reason } = input;
  const point = await loadServicePoint(tx, servicePointId);
  const old = (await listInstallations(tx, [servicePointId])).find(
    ({ installation_id }) => installation_id === input.installationId,
  );
  if (!point || !old) {
    return context.refuse('not_found', { servicePointId, installationId: input.installationId });
  }
  if (old.version !== input.expectedVersion) return context.refuse('stale_version', { version: old.version });
  if (old.removed_on !== null) return context.refuse('not_installed', { removedOn: old.removed_on });
  const { around, known, lastOfMeter } = await loadSurroundings(context, point, meter.meterNo);
  const decision = decideExchange(
    {
      digits: old.digits,
      decimals: old.decimals,
      multiplier: old.multiplier as DecimalText,
      registers: old.registers,
      lastReadOn: lastOfMeter.get(old.meter_id) ?? null,
    },
    input.removalReadings,
    meter,
    exchangedOn,
    input.installationReadings,
    around,
  );
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const { period } = decision.value;
  const removal = boundaryReadings(
    { newId, userId: actor.userId, now },
    { servicePointId, meterId: old.meter_id },
    { readOn: exchangedOn, period },
    'removal',
    input.removalReadings,
    { source: 'keyed', batchId: null, reason },
  );
  await insertMany(tx, 'reading', removal);
  await removeInstallation(tx, old, exchangedOn);
  const placed = await placeMeter(context, {
    servicePointId,
    meter,
    known,
    installedOn: exchangedOn,
    period,
    readings: input.installationReadings,
    reason,
  });
  await recheckPoint(intakeContext(context), servicePointId, exchangedOn, reason);
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: {
      ...placed,
      removed: old.meter_no,
      installed: meter.meterNo,
      exchangedOn,
      removalReadings: input.removalReadings,
      installationReadings: input.installationReadings,
      reason,
    },
  });
  context.publish('customers');
  context.publish('reading');
  return ok(placed);
});
