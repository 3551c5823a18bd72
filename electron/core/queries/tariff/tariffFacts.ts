import type { CaseResult } from '#shared/domain/tariff/index.ts';
import { waitingDrafts } from '#shared/domain/tariff/waitingDrafts.ts';
import type { TariffVersion } from '../../db/repositories/tariff/tariffs.ts';

/** A version as it crosses the wire. */
export function versionFacts(version: TariffVersion) {
  return {
    tariffVersionId: version.tariff_version_id,
    versionNo: version.version_no,
    startOn: version.start_on,
    documentNo: version.document_no,
    createdByName: version.created_by_name,
    createdAt: version.created_at,
    activatedByName: version.activated_by_name,
    activatedAt: version.activated_at,
  };
}

/** A worked case as it crosses the wire. */
export function caseFacts(result: CaseResult) {
  return {
    ...result,
    differences: [...result.differences],
    stop: result.stop === null ? null : { code: result.stop.code, detail: { ...result.stop.detail } },
    lines: result.lines.map((line) => ({
      itemCode: line.itemCode,
      itemName: line.itemName,
      quantity: line.quantity,
      unit: line.unit,
      price: line.price,
      unrounded: line.unrounded,
      amountMinor: line.amountMinor,
      formula: line.trace.formula,
    })),
  };
}

/** The versions of one tariff that wait for a second person. */
export function draftsAmong(versions: readonly TariffVersion[]): readonly TariffVersion[] {
  const known = versions.map((version) => ({
    version,
    versionNo: version.version_no,
    startOn: version.start_on,
    isActive: version.activated_at !== null,
  }));
  return waitingDrafts(known).map(({ version }) => version);
}
