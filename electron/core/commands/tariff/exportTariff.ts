import { tariffExport } from '#shared/contract/tariff.ts';
import { parseTariffContent } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { loadTariff, loadVersion } from '../../db/repositories/tariff/tariffs.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const exportTariff = handleCommand(tariffExport, {
  async prepare(context, { tariffVersionId, path }) {
    const version = await loadVersion(context.db, tariffVersionId);
    if (!version) return context.refuse('not_found', { tariffVersionId });
    const tariff = await loadTariff(context.db, version.tariff_id);
    const content = parseTariffContent(JSON.parse(version.content_json));
    assert(content.ok, `a stored tariff version is valid: ${tariffVersionId}`);
    const written = await context.files.writeTariffTable(path, {
      author: context.office.name,
      createdAt: version.created_at,
      title: `${tariff?.name ?? ''} ${version.version_no}`,
      content: content.value,
    });
    return written.ok ? written : context.refuse(written.error.code, written.error.detail);
  },
  async execute(context, { tariffVersionId }, { path, byteCount }) {
    context.audit({ subjectType: 'tariff_version', subjectId: tariffVersionId, detail: { exported: true } });
    return ok({ path, byteCount });
  },
});
