import { meterInstall } from '#shared/contract/meters.ts';
import { decideInstall } from '#shared/domain/customers/decideMeterChange.ts';
import { ok } from '#shared/lib/result.ts';
import { listInstallations, loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { loadSurroundings, placeMeter } from './placeMeter.ts';

export const installMeter = handleCommand(meterInstall, async (context, input) => {
  const { tx } = context;
  const { servicePointId, meter, installedOn, readings } = input;
  const point = await loadServicePoint(tx, servicePointId);
  if (!point) return context.refuse('not_found', { servicePointId });
  if (point.state === 'closed') return context.refuse('service_point_closed');
  const present = (await listInstallations(tx, [servicePointId])).find((row) => row.removed_on === null);
  if (present) return context.refuse('already_metered', { meterNo: present.meter_no });
  const { around, known } = await loadSurroundings(context, point, meter.meterNo);
  const decision = decideInstall(meter, installedOn, readings, around);
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const { period } = decision.value;
  const placed = await placeMeter(context, {
    servicePointId,
    meter,
    known,
    installedOn,
    period,
    readings,
    reason: null,
  });
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { ...placed, meterNo: meter.meterNo, installedOn, readings },
  });
  context.publish('customers');
  context.publish('reading');
  return ok(placed);
});
