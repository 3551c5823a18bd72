import { drawerPage as drawerPageContract } from '#shared/contract/cashDrawer.ts';
import { ok } from '#shared/lib/result.ts';
import { pageDrawers } from '../../db/repositories/collection/cashDrawers.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownDrawer } from './shownDrawer.ts';

export const drawerPage = handleQuery(drawerPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const rows = await pageDrawers(context.db, filter, after, limit + 1);
  const shown = rows.slice(0, limit).map(shownDrawer);
  return ok({
    rows: shown,
    next: rows.length > limit ? (shown.at(-1)?.drawerId ?? null) : null,
    total: null,
  });
});
