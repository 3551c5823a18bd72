import { supplySet } from '#shared/contract/supply.ts';
import { decideSupplyTerm } from '#shared/domain/customers/supplyTerms.ts';
import { ok } from '#shared/lib/result.ts';
import { loadBilledUntil } from '../../db/repositories/customers/assignments.ts';
import { loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { insertSupplyTerm } from '../../db/repositories/customers/supplyTerms.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const setSupply = handleCommand(supplySet, async (context, input) => {
  const { tx, now } = context;
  const { servicePointId, ...terms } = input;
  if (!(await loadServicePoint(tx, servicePointId))) return context.refuse('not_found', { servicePointId });
  const decision = decideSupplyTerm(terms, await loadBilledUntil(tx, servicePointId));
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  const supplyTermId = context.newId();
  await insertSupplyTerm(tx, {
    supply_term_id: supplyTermId,
    service_point_id: servicePointId,
    start_on: terms.startOn,
    kind: terms.kind,
    capacity_kva: terms.capacityKva,
    contract_kw: terms.contractKw,
    basic_charge_by: terms.basicChargeBy,
    power_factor_standard: terms.powerFactorStandard,
    loss_json: terms.loss === null ? null : JSON.stringify(terms.loss),
    reason: terms.reason,
    created_by: context.actor.userId,
    created_at: now,
  });
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { supplyTermId, ...terms },
  });
  context.publish('customers');
  return ok({ supplyTermId });
});
