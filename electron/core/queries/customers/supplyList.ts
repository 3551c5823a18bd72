import type { OutputOf } from '#shared/contract/define.ts';
import { supplyList as supplyListContract } from '#shared/contract/supply.ts';
import { currentTerms } from '#shared/domain/customers/supplyTerms.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import { loadServicePoint } from '../../db/repositories/customers/servicePoints.ts';
import { listSupplyTerms } from '../../db/repositories/customers/supplyTerms.ts';
import { handleQuery } from '../../rpc/handlers.ts';

type SupplyLoss = OutputOf<typeof supplyListContract>['rows'][number]['loss'];

export const supplyList = handleQuery(supplyListContract, async (context, { servicePointId }) => {
  const { db } = context;
  if (!(await loadServicePoint(db, servicePointId))) return context.refuse('not_found', { servicePointId });
  const rows = (await listSupplyTerms(db, servicePointId)).map((row) => ({
    supplyTermId: row.supply_term_id,
    startOn: row.start_on as LocalDate,
    kind: row.kind,
    capacityKva: row.capacity_kva,
    contractKw: row.contract_kw,
    basicChargeBy: row.basic_charge_by,
    powerFactorStandard: row.power_factor_standard,
    loss: row.loss_json === null ? null : (JSON.parse(row.loss_json) as SupplyLoss),
    reason: row.reason,
    createdByName: row.created_by_name,
    createdAt: row.created_at,
  }));
  const current = new Set(currentTerms(rows).map((term) => term.supplyTermId));
  return ok({ rows: rows.map((row) => ({ ...row, isCurrent: current.has(row.supplyTermId) })) });
});
