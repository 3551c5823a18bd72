import type { PricedVersion } from '#shared/domain/billing/trialBill.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { compileTariff, parseTariffContent, type TariffPlan } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../../database.ts';
import type { TariffVersionRow } from '../../schema/tariff.ts';

/** By their content: versions never change, and the runs of an office's routes all ask for the same few. */
const plans = new Map<string, TariffPlan>();

function planOf(row: Pick<TariffVersionRow, 'tariff_version_id' | 'content_json'>): TariffPlan {
  let plan = plans.get(row.content_json);
  if (!plan) {
    const content = parseTariffContent(JSON.parse(row.content_json));
    assert(content.ok, `a stored tariff version is valid: ${row.tariff_version_id}`);
    plan = compileTariff(content.value);
    plans.set(row.content_json, plan);
  }
  return plan;
}

/** All tariff versions in force, ready to price with; by tariff, the earliest first. */
export async function loadPrices(db: LedgerDatabase): Promise<ReadonlyMap<string, readonly PricedVersion[]>> {
  const rows = await db
    .selectFrom('tariff_version')
    .innerJoin('tariff_activation', 'tariff_activation.tariff_version_id', 'tariff_version.tariff_version_id')
    .select([
      'tariff_version.tariff_id',
      'tariff_version.tariff_version_id',
      'tariff_version.start_on',
      'tariff_version.content_json',
    ])
    .orderBy('tariff_version.start_on')
    .execute();
  const prices = new Map<string, PricedVersion[]>();
  for (const row of rows) {
    const version = {
      tariffVersionId: row.tariff_version_id,
      startOn: row.start_on as LocalDate,
      plan: planOf(row),
    };
    const own = prices.get(row.tariff_id);
    if (own) own.push(version);
    else prices.set(row.tariff_id, [version]);
  }
  return prices;
}
