import { parseTariffContent, SAMPLE_TARIFFS } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { insertActivation, insertTariff, insertVersion } from '../db/repositories/tariff/tariffs.ts';
import { canonicalJson, sha256 } from '../runtime/canonicalJson.ts';

type Plan = { readonly now: string; readonly newId: () => string };
type People = { readonly author: string; readonly releaser: string };

/** Puts the shipped tariffs in force; gives their ids by code. */
export async function insertTariffs(
  tx: LedgerTransaction,
  { now, newId }: Plan,
  { author, releaser }: People,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { tariffCode, name, customerClass, startOn, documentNo, content } of SAMPLE_TARIFFS) {
    const parsed = parseTariffContent(content);
    assert(parsed.ok, `a shipped tariff is valid: ${tariffCode}`);
    const tariffId = newId();
    const tariffVersionId = newId();
    await insertTariff(tx, {
      tariff_id: tariffId,
      tariff_code: tariffCode,
      name,
      customer_class: customerClass,
      version: 1,
      created_at: now,
    });
    await insertVersion(tx, {
      tariff_version_id: tariffVersionId,
      tariff_id: tariffId,
      version_no: 1,
      start_on: startOn,
      document_no: documentNo,
      content_json: JSON.stringify(parsed.value),
      content_hash: sha256(canonicalJson([startOn, documentNo, parsed.value])),
      created_by: author,
      created_at: now,
    });
    await insertActivation(tx, {
      tariff_version_id: tariffVersionId,
      activated_by: releaser,
      activated_at: now,
    });
    ids.set(tariffCode, tariffId);
  }
  return ids;
}
