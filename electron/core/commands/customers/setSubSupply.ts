import { subSupplySet } from '#shared/contract/subSupply.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import { loadBilledUntil } from '../../db/repositories/customers/assignments.ts';
import { loadServicePoint, loadServicePointByNo } from '../../db/repositories/customers/servicePoints.ts';
import {
  insertSubSupply,
  listSubSupplies,
  subSuppliesOn,
} from '../../db/repositories/customers/subSupplies.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const setSubSupply = handleCommand(subSupplySet, async (context, input) => {
  const { tx, now } = context;
  const { servicePointId, kind, amount, startOn, reason } = input;
  const child = await loadServicePoint(tx, servicePointId);
  if (!child) return context.refuse('not_found', { servicePointId });
  const parent = input.parentNo === null ? undefined : await loadServicePointByNo(tx, input.parentNo);
  if ((kind === 'none') !== (input.parentNo === null) || (input.parentNo !== null && !parent)) {
    return context.refuse('parent_not_found', { servicePointNo: input.parentNo });
  }
  const needsAmount = kind === 'fixed_quantity' || kind === 'fixed_ratio';
  const isPositive = amount !== null && amount !== '0' && !amount.startsWith('-');
  if (needsAmount ? !isPositive : amount !== null) return context.refuse('amount_wrong', { amount });
  if (parent && (await hangsBehind(tx, parent.service_point_id, servicePointId, startOn))) {
    return context.refuse('parent_behind_child', { servicePointNo: parent.service_point_no });
  }
  for (const billedId of [servicePointId, ...(parent ? [parent.service_point_id] : [])]) {
    const billedUntil = await loadBilledUntil(tx, billedId);
    if (billedUntil !== null && billedUntil > startOn)
      return context.refuse('already_billed', { billedUntil });
  }
  const subSupplyId = context.newId();
  await insertSubSupply(tx, {
    sub_supply_id: subSupplyId,
    child_id: servicePointId,
    parent_id: parent?.service_point_id ?? null,
    kind,
    amount,
    start_on: startOn,
    reason,
    created_by: context.actor.userId,
    created_at: now,
  });
  context.audit({
    subjectType: 'service_point',
    subjectId: servicePointId,
    detail: { subSupplyId, parentNo: input.parentNo, kind, amount, startOn, reason },
  });
  context.publish('customers');
  return ok({ subSupplyId });
});

/** Whether a service point is another one, or hangs behind it over however many others. */
async function hangsBehind(
  db: LedgerDatabase,
  servicePointId: string,
  ofId: string,
  day: LocalDate,
): Promise<boolean> {
  const seen = new Set<string>();
  let current: string | null = servicePointId;
  while (current !== null && !seen.has(current)) {
    if (current === ofId) return true;
    seen.add(current);
    const at: string = current;
    const relations = subSuppliesOn(await listSubSupplies(db, [at]), day);
    current = relations.find((row) => row.child_id === at)?.parent_id ?? null;
  }
  return false;
}
