import type { FileRefusalCode } from '#shared/contract/files.ts';
import { tariffCreate, tariffImport } from '#shared/contract/tariff.ts';
import { parseTariffContent, type TariffContent } from '#shared/domain/tariff/index.ts';
import { handleCommand } from '../../rpc/handlers.ts';
import { storeVersion } from './storeVersion.ts';

export const createTariff = handleCommand(tariffCreate, async (context, input) => {
  const content = parseTariffContent(input.content);
  if (!content.ok) return context.refuse('content_invalid', { errors: content.error });
  const stored = await storeVersion(context, input, content.value);
  return stored.ok ? stored : context.refuse(stored.error.code, stored.error.detail);
});

export const importTariff = handleCommand<typeof tariffImport, TariffContent>(tariffImport, {
  async prepare(context, input) {
    const content = await context.files.readTariffTable(input.path);
    if (content.ok) return content;
    return context.refuse(content.error.code as FileRefusalCode | 'content_invalid', {
      ...content.error.detail,
    });
  },
  async execute(context, input, content) {
    const stored = await storeVersion(context, input, content);
    return stored.ok ? stored : context.refuse(stored.error.code, stored.error.detail);
  },
});
