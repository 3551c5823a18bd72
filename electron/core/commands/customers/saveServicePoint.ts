import { servicePointSave } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import { loadCustomer } from '../../db/repositories/customers/customers.ts';
import { loadRoute } from '../../db/repositories/customers/routes.ts';
import {
  insertServicePoint,
  listInstallations,
  loadServicePoint,
  loadServicePointByNo,
  pointHasBills,
  updateServicePoint,
} from '../../db/repositories/customers/servicePoints.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const saveServicePoint = handleCommand(servicePointSave, async (context, input) => {
  const { tx } = context;
  const known = input.servicePointId === null ? undefined : await loadServicePoint(tx, input.servicePointId);
  if (input.servicePointId !== null && !known) {
    return context.refuse('not_found', { servicePointId: input.servicePointId });
  }
  if (known && known.version !== input.expectedVersion) {
    return context.refuse('stale_version', { version: known.version });
  }
  if (!(await loadCustomer(tx, input.customerId))) {
    return context.refuse('customer_not_found', { customerId: input.customerId });
  }
  if (!(await loadRoute(tx, input.routeId)))
    return context.refuse('route_not_found', { routeId: input.routeId });
  const namesake = await loadServicePointByNo(tx, input.servicePointNo);
  if (namesake && namesake.service_point_id !== known?.service_point_id) {
    return context.refuse('service_point_no_taken', { servicePointNo: input.servicePointNo });
  }
  if (known && known.customer_id !== input.customerId && (await pointHasBills(tx, known.service_point_id))) {
    return context.refuse('customer_fixed', { servicePointNo: known.service_point_no });
  }
  if (known && input.state === 'closed') {
    const installed = await listInstallations(tx, [known.service_point_id]);
    const current = installed.find((row) => row.removed_on === null);
    if (current) return context.refuse('meter_installed', { meterNo: current.meter_no });
  }
  const facts = {
    service_point_no: input.servicePointNo,
    customer_id: input.customerId,
    route_id: input.routeId,
    route_position: input.routePosition,
    address: input.address,
    capacity_kva: input.capacityKva,
    state: input.state,
    version: (known?.version ?? 0) + 1,
  };
  const servicePointId = known?.service_point_id ?? context.newId();
  if (known) await updateServicePoint(tx, servicePointId, facts);
  else await insertServicePoint(tx, { service_point_id: servicePointId, ...facts, created_at: context.now });
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { before: known ?? null, after: facts },
  });
  context.publish('customers');
  return ok({ servicePointId, version: facts.version });
});
