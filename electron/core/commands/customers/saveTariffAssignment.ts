import { tariffAssignmentSave } from '#shared/contract/customers.ts';
import { decideAssignment } from '#shared/domain/customers/decideAssignment.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import {
  endAssignment,
  insertAssignment,
  loadBilledUntil,
} from '../../db/repositories/customers/assignments.ts';
import { listAssignments, loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { listVersions, loadTariff } from '../../db/repositories/tariff/tariffs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const saveTariffAssignment = handleCommand(tariffAssignmentSave, async (context, input) => {
  const { tx } = context;
  const { servicePointId, tariffId, startOn } = input;
  if (!(await loadServicePoint(tx, servicePointId))) return context.refuse('not_found', { servicePointId });
  const tariff = await loadTariff(tx, tariffId);
  if (!tariff) return context.refuse('tariff_not_found', { tariffId });
  const versions = await listVersions(tx, tariffId);
  if (!versions.some((version) => version.activated_at !== null && version.start_on <= startOn)) {
    return context.refuse('tariff_not_active', { tariffCode: tariff.tariff_code, startOn });
  }
  const [latest] = await listAssignments(tx, [servicePointId]);
  const decision = decideAssignment(
    latest
      ? {
          assignmentId: latest.assignment_id,
          tariffId: latest.tariff_id,
          startOn: latest.start_on as LocalDate,
          endOn: latest.end_on as LocalDate | null,
        }
      : null,
    { tariffId, startOn },
    await loadBilledUntil(tx, servicePointId),
  );
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const { endsId } = decision.value;
  if (endsId !== null) await endAssignment(tx, endsId, startOn);
  const assignmentId = context.newId();
  await insertAssignment(tx, {
    assignment_id: assignmentId,
    service_point_id: servicePointId,
    tariff_id: tariffId,
    start_on: startOn,
    end_on: null,
  });
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { assignmentId, tariffCode: tariff.tariff_code, startOn, ends: endsId },
  });
  context.publish('customers');
  return ok({ assignmentId });
});
