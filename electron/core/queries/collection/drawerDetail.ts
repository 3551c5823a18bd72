import { drawerDetail as drawerDetailContract } from '#shared/contract/cashDrawer.ts';
import { ok } from '#shared/lib/result.ts';
import { findDrawer, listOpenDays, listTakings } from '../../db/repositories/collection/cashDrawers.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownDrawer } from './shownDrawer.ts';

const SHOWN_DAYS = 31;

export const drawerDetail = handleQuery(drawerDetailContract, async (context, input) => {
  const { db, actor, businessDate } = context;
  const businessOn = input.businessOn ?? businessDate;
  const closed = await findDrawer(db, actor.userId, businessOn);
  return ok({
    businessOn,
    ...(await listTakings(db, actor.userId, businessOn)),
    closed: closed ? shownDrawer(closed) : null,
    openDays: [...(await listOpenDays(db, actor.userId, businessDate, SHOWN_DAYS))],
  });
});
