import type { OutputOf } from '#shared/contract/define.ts';
import { tariffExportSheet } from '#shared/contract/priceSheet.ts';
import { mergeStatedRows, type StatedTariff, statePrices } from '#shared/domain/tariff/index.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { listAllVersions, listTariffs } from '../../db/repositories/tariff/tariffs.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { contentOf, versionInForce } from './pricedTariffs.ts';

type Answer = OutputOf<typeof tariffExportSheet>;

/** The prices in force on a day as one table: nothing of the ledger changes. */
export const exportPriceSheet = handleCommand<typeof tariffExportSheet, Answer>(tariffExportSheet, {
  async prepare(context, { onDay, path }) {
    const versions = groupBy(await listAllVersions(context.db), ({ tariff_id }) => tariff_id);
    const stated: StatedTariff[] = [];
    const leftOut: Answer['leftOut'] = [];
    const documentNos = new Set<string>();
    for (const { tariff_id, tariff_code: tariffCode, name } of await listTariffs(context.db)) {
      const version = versionInForce(versions.get(tariff_id) ?? [], onDay);
      const content = version === undefined ? undefined : contentOf(version);
      if (version === undefined || content?.priceClass === undefined) continue;
      const row = statePrices(content);
      if (!row.ok) {
        leftOut.push({ tariffCode, name, reason: row.error });
        continue;
      }
      stated.push({ tariffCode, name, priceClass: content.priceClass, months: row.value });
      documentNos.add(version.document_no);
    }
    const { rows, conflicts } = mergeStatedRows(stated);
    leftOut.push(...conflicts.map((one) => ({ ...one, reason: 'prices_conflict' as const })));
    if (rows.length === 0) return context.refuse('nothing_to_state', { on: onDay });
    const [documentNo = null] = documentNos;
    const written = await context.files.writePriceSheet(path, {
      author: context.office.name,
      createdAt: context.now,
      startOn: onDay,
      documentNo: documentNos.size === 1 ? documentNo : null,
      rows,
    });
    if (!written.ok) return context.refuse(written.error.code, written.error.detail);
    return ok({ path, byteCount: written.value.byteCount, rowCount: rows.length, leftOut });
  },
  async execute(context, { onDay }, answer) {
    const { rowCount, leftOut } = answer;
    context.audit({
      subjectType: 'tariff',
      subjectId: context.commandId,
      detail: { exported: true, onDay, rowCount, leftOut: leftOut.map(({ tariffCode }) => tariffCode) },
    });
    return ok(answer);
  },
});
