import { type LossTexts, lossTermsOf } from '#shared/domain/customers/lossTerms.ts';
import { currentTerms, type SupplyTerm } from '#shared/domain/customers/supplyTerms.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { groupBy } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { SupplyTermRow } from '../../schema/customers.ts';
import { selectByKeys } from '../byKeys.ts';

export async function insertSupplyTerm(db: LedgerDatabase, row: SupplyTermRow): Promise<void> {
  await db.insertInto('supply_term').values(row).execute();
}

/** Every term of a service point with who wrote it, the latest day first. */
export async function listSupplyTerms(db: LedgerDatabase, servicePointId: string) {
  return db
    .selectFrom('supply_term')
    .innerJoin('user_account', 'user_account.user_id', 'supply_term.created_by')
    .selectAll('supply_term')
    .select('user_account.display_name as created_by_name')
    .where('service_point_id', '=', servicePointId)
    .orderBy('start_on', 'desc')
    .orderBy('supply_term_id', 'desc')
    .execute();
}

/** The terms that hold at these service points, the earliest first. */
export async function loadSupplyTerms(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<(servicePointId: string) => readonly SupplyTerm[]> {
  const rows = await selectByKeys(db, 'supply_terms', servicePointIds, [], (keys) =>
    db.selectFrom('supply_term').selectAll().where('service_point_id', 'in', keys),
  );
  const byPoint = groupBy(rows, (row) => row.service_point_id);
  return (servicePointId) => currentTerms((byPoint.get(servicePointId) ?? []).map(termOf));
}

/** Ids of every term of these service points, which never change once they are written. */
export async function listTermIds(
  db: LedgerDatabase,
  servicePointIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await selectByKeys(db, 'supply_term_ids', servicePointIds, [], (keys) =>
    db.selectFrom('supply_term').select('supply_term_id').where('service_point_id', 'in', keys),
  );
  return [...new Set(rows.map((row) => row.supply_term_id))].sort();
}

function termOf(row: SupplyTermRow): SupplyTerm {
  return {
    supplyTermId: row.supply_term_id,
    startOn: row.start_on as LocalDate,
    kind: row.kind,
    capacityKva: row.capacity_kva === null ? null : decimalOf(row.capacity_kva),
    contractKw: row.contract_kw === null ? null : decimalOf(row.contract_kw),
    basicChargeBy: row.basic_charge_by,
    powerFactorStandard: row.power_factor_standard,
    loss: row.loss_json === null ? null : lossTermsOf(JSON.parse(row.loss_json) as LossTexts),
  };
}
