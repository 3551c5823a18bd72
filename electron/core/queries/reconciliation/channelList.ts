import { channelList as channelListContract } from '#shared/contract/bankFiles.ts';
import { ok } from '#shared/lib/result.ts';
import { listChannels } from '../../db/repositories/reconciliation/bankFiles.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const channelList = handleQuery(channelListContract, async (context) => {
  const rows = await listChannels(context.db);
  return ok({
    rows: rows.map((row) => ({
      channelCode: row.channel_code,
      name: row.name,
      kind: row.kind,
      profileCode: row.profile_code,
    })),
  });
});
