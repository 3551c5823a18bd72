import { billCorrectionPage as contract } from '#shared/contract/billCorrection.ts';
import { ok } from '#shared/lib/result.ts';
import { pageCorrections } from '../../db/repositories/billing/corrections.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { correctionFacts } from './correctionFacts.ts';

export const billCorrectionPage = handleQuery(contract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const found = await pageCorrections(context.db, filter, after, limit + 1);
  const rows = found.slice(0, limit);
  return ok({
    rows: rows.map(correctionFacts),
    next: found.length > limit ? (rows.at(-1)?.correction_id ?? null) : null,
    total: null,
  });
});
